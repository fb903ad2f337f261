// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.StringReader;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import llmbench.plan.Goal;
import llmbench.plan.Metric;
import llmbench.plan.SearchSpec;
import llmbench.plan.SearchSpec.Variable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

class FindTypeTest {
  private final Problems problems = new Problems();

  @Test
  void everythingMayBeSaid() {
    assertThat(
            read(
                "{variable: max_concurrency, goals: ['ttft p99.9 < 1.5s', 'tpot median<=50', 'goodput"
                    + " >= 99%', 'failures ≤ 0.01'], from: 2, to: 64, budget: 2h, max_probes: 7,"
                    + " precision: 10%, confidence: 0.9, gpus: 4}"))
        .isEqualTo(
            new SearchSpec(
                Variable.MAX_CONCURRENCY,
                List.of(
                    new Goal.Latency(Metric.TTFT, 99.9, 1500),
                    new Goal.Latency(Metric.TPOT, 50, 50),
                    new Goal.Goodput(0.99),
                    new Goal.Failures(0.01)),
                2,
                64,
                Duration.ofHours(2),
                7,
                0.1,
                0.9,
                4));
  }

  @Test
  void theRestHasDefaults() {
    SearchSpec spec =
        Objects.requireNonNull(read("{goals: ['itl p95 < 30 ms'], from: 0.5, to: 20}"));
    assertThat(spec.variable()).isEqualTo(Variable.REQUEST_RATE);
    assertThat(spec.budget()).isEqualTo(Duration.ofMinutes(30));
    assertThat(spec.maxProbes()).isEqualTo(40);
    assertThat(spec.precision()).isEqualTo(0.05);
    assertThat(spec.confidence()).isEqualTo(0.95);
    assertThat(spec.gpus()).isNull();
    assertThat(spec.goals().get(0).text()).isEqualTo("itl p95 < 30ms");
    assertThat(spec.goals().get(0).allowedShare()).isEqualTo(0.05);
  }

  @Test
  void allMistakesAreSaidAtOnce() {
    assertThat(
            read(
                "{goals: ['ttft p100 < 5', 'ttft mean < 5', 'failures <= 0'], from: 0, to: x,"
                    + " confidence: 0.4, speed: 1, gpus: 0}"))
        .isNull();
    assertThat(found()).hasSize(8).anyMatch(text -> text.endsWith("found \"ttft mean < 5\""));
  }

  @Test
  void theEndsMustMakeSense() {
    assertThat(read("{goals: ['ttft p9 < 5'], from: 5, to: 5}")).isNull();
    assertThat(found()).singleElement().asString().endsWith("found from 5.0 and to 5.0");
    assertThat(read("{variable: max_concurrency, goals: ['ttft p9 < 5'], from: 1.5, to: 5}"))
        .isNull();
    assertThat(read("{from: 1, to: 5}")).isNull();
    assertThat(read("5")).isNull();
  }

  private @Nullable SearchSpec read(String yaml) {
    return new FindType()
        .read(
            new Yaml().compose(new StringReader(yaml)),
            new Report(problems, Source.OVERRIDE, "find"));
  }

  private List<String> found() {
    return catchThrowableOfType(ConfigException.class, problems::throwIfAny).problems();
  }
}
