// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import llmbench.plan.GateRule;
import llmbench.plan.GateRule.Relation;
import llmbench.plan.GateSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GateNotationTest {
  @TempDir private Path folder;

  @Test
  void everyFormOfARuleIsRead() {
    assertThat(
            rules(
                """
                gate:
                  - p99_ttft_ms < 500
                  - output_throughput >= 0.95 * baseline
                  - output_throughput>=baseline*95%
                  - failed == baseline
                  - llmbench.partial != true
                  - not   suspect
                  - not worse
                  - not worse by 10%
                  - steady
                  - io256x256_mc*: p99.9_e2el_ms <= 1e3
                  - "mc?_np*: not worse"
                  - io1*: [steady, failed == 0]
                baseline: .
                """))
        .containsExactly(
            new GateRule.Limit("p99_ttft_ms < 500", null, "p99_ttft_ms", Relation.LESS, 500, false),
            new GateRule.Limit(
                "output_throughput >= 0.95 * baseline",
                null,
                "output_throughput",
                Relation.AT_LEAST,
                0.95,
                true),
            new GateRule.Limit(
                "output_throughput>=baseline*95%",
                null, "output_throughput", Relation.AT_LEAST, 0.95, true),
            new GateRule.Limit("failed == baseline", null, "failed", Relation.EQUAL, 1, true),
            new GateRule.Truth("llmbench.partial != true", null, "llmbench.partial", false, true),
            new GateRule.NotSuspect("not suspect", null),
            new GateRule.NotWorse("not worse", null, 0.05),
            new GateRule.NotWorse("not worse by 10%", null, 0.1),
            new GateRule.Steady("steady", null),
            new GateRule.Limit(
                "p99.9_e2el_ms <= 1e3",
                "io256x256_mc*",
                "p99.9_e2el_ms",
                Relation.AT_MOST,
                1000,
                false),
            new GateRule.NotWorse("not worse", "mc?_np*", 0.05),
            new GateRule.Steady("steady", "io1*"),
            new GateRule.Limit("failed == 0", "io1*", "failed", Relation.EQUAL, 0, false));
  }

  @Test
  void allMistakesAreToldWithLineAndWhatToDo() {
    assertThat(
            Configs.problems(
                """
                gate:
                  - p99_tttft_ms < 500
                  - p99_ttft_ms = 500
                  - p99_ttft_ms
                  - p99_ttft_ms < fast
                  - failed == 0.95 * before
                  - not bad
                  - "io 256: steady"
                  - failed > true
                  - not worse by 200%
                  - ttft p99 < 500ms
                """))
        .satisfiesExactly(
            p ->
                assertThat(p)
                    .contains(
                        ":2 gate: expected a figure of the result",
                        "\"p99_tttft_ms\"; the nearest known is p99_ttft_ms"),
            p ->
                assertThat(p)
                    .contains(":3 gate: expected <, <=, >, >=, == or != after p99_ttft_ms"),
            p -> assertThat(p).contains(":4 gate: expected <, <=", "found nothing"),
            p -> assertThat(p).contains(":5 gate: expected a number, true, false, or a multiple"),
            p -> assertThat(p).contains(":6 gate: expected a number", "0.95 * before"),
            p -> assertThat(p).contains(":7 gate: expected not suspect or not worse"),
            p -> assertThat(p).contains(":8 gate: expected names of cases with * and ?"),
            p -> assertThat(p).contains(":9 gate: expected == or != before true"),
            p -> assertThat(p).contains(":10 gate: expected a share such as 5%"),
            p -> assertThat(p).contains(":11 gate: expected a rule such as p99_ttft_ms < 500"));
  }

  @Test
  void whatRulesNeedBesideThemIsAsked() {
    assertThat(Configs.problems("gate: [not worse]"))
        .singleElement()
        .asString()
        .contains("gate: expected baseline beside it, found none");
    assertThat(Configs.problems("baseline: ."))
        .singleElement()
        .asString()
        .contains("baseline: expected gate beside it");
    assertThat(Configs.problems("gate: [failed == 0]\nbaseline: no/such/folder"))
        .singleElement()
        .asString()
        .contains(":2 baseline: expected the results of an earlier run, found no such file");
    assertThat(
            Configs.problems(
                "gate: [failed == 0]\nfind: {goals: [\"ttft p99 < 500ms\"], from: 1, to: 9}"))
        .anyMatch(problem -> problem.contains("gate: expected it without find"));
    assertThat(Configs.problems("gate: []"))
        .singleElement()
        .asString()
        .contains("gate: expected rules such as");
  }

  @Test
  void casesAreNamedWithWildcards() {
    GateRule rule = new GateRule.Steady("steady", "io256x256_mc*_np?");
    assertThat(rule.covers("io256x256_mc16_np9")).isTrue();
    assertThat(rule.covers("io256x256_mc16_np10")).isFalse();
    assertThat(rule.covers("io256x256.mc16_np9")).isFalse();
    assertThat(new GateRule.Steady("steady", null).covers("anything")).isTrue();
  }

  @Test
  void rulesMayLieInAFileOfTheirOwn() throws IOException {
    GateSpec list = GateFile.read(file("- failed == 0\n- steady\n"));
    assertThat(list.rules()).hasSize(2);
    assertThat(list.baseline()).isNull();
    GateSpec map = GateFile.read(file("model: m\ngate: not worse\nbaseline: old\n"));
    assertThat(map.rules()).hasSize(1);
    assertThat(map.baseline()).isEqualTo(Path.of("old"));
    assertThat(map.needsBaseline()).isTrue();
  }

  @Test
  void mistakesOfARulesFileAreToldTogether() throws IOException {
    Path file = file("gate: [failed = 0]\nbase_line: old\n");
    assertThatThrownBy(() -> GateFile.read(file))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("rules.yaml:1 gate: expected <, <=")
        .hasMessageContaining("rules.yaml:2 base_line: expected a known key")
        .hasMessageContaining("baseline");
    for (String text : List.of("", "model: m\n", "[]")) {
      Path other = file(text);
      assertThatThrownBy(() -> GateFile.read(other))
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining("expected rules such as");
    }
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("rules.yaml"), text);
  }

  private static List<GateRule> rules(String yaml) {
    return Objects.requireNonNull(Configs.plan(yaml).output().gate()).rules();
  }
}
