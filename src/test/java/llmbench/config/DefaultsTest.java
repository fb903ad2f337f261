// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import llmbench.backend.Backend;
import llmbench.backend.Backends;
import llmbench.plan.Api;
import llmbench.plan.Case;
import llmbench.plan.ClientSpec;
import llmbench.plan.DatasetOptions;
import llmbench.plan.DatasetSpec;
import llmbench.plan.EngineSpec;
import llmbench.plan.ExportSpec;
import llmbench.plan.LiveSpec;
import llmbench.plan.LoadSpec;
import llmbench.plan.Metric;
import llmbench.plan.MetricSpec;
import llmbench.plan.OutputSpec;
import llmbench.plan.Plan;
import llmbench.plan.PlotSpec;
import llmbench.plan.RepeatSpec;
import llmbench.plan.RequestSpec;
import llmbench.plan.ServerSpec;
import llmbench.plan.Target;
import org.junit.jupiter.api.Test;

/** What a run does when the file says nothing. */
class DefaultsTest {

  @Test
  void emptyFileMeansTheseDefaults() {
    assertThat(Configs.plan(""))
        .isEqualTo(
            new Plan(
                new Target(
                    "http://127.0.0.1:8000",
                    Api.OPENAI_CHAT,
                    null,
                    null,
                    null,
                    null,
                    Map.of(),
                    false,
                    null),
                new DatasetSpec(
                    "random",
                    null,
                    DatasetSpec.Rules.DEFAULT,
                    new DatasetOptions.Random(0, 0, 0, 1),
                    null),
                new RequestSpec(
                    "bench-0123abcd-",
                    null,
                    null,
                    Map.of(),
                    true,
                    null,
                    Duration.ofSeconds(10),
                    Duration.ofHours(6),
                    Duration.ofMinutes(5),
                    0),
                new MetricSpec(
                    EnumSet.of(Metric.TTFT, Metric.TPOT, Metric.ITL, Metric.E2EL),
                    List.of(99.0),
                    null),
                new OutputSpec(
                    Path.of("results"),
                    null,
                    false,
                    false,
                    false,
                    false,
                    null,
                    false,
                    PlotSpec.NONE,
                    Map.of(),
                    null,
                    LiveSpec.PROGRESS,
                    ExportSpec.NONE,
                    0,
                    null),
                List.of(new Case(1, 1024, 128, null, 1000)),
                RepeatSpec.ONCE,
                null,
                LoadSpec.AT_ONCE,
                0,
                0,
                Duration.ZERO,
                false,
                new EngineSpec(
                    false, 50, 10, 8, 2048, 32768, 10, 0.15, 0.05, true, 0, 0, List.of()),
                new ClientSpec(true, false, Duration.ofSeconds(30), 1),
                new ServerSpec(null, Duration.ofSeconds(1), List.of(), false, false, null),
                Map.of()));
  }

  @Test
  void keyWithoutValueIsNotGiven() {
    assertThat(Configs.plan("label:\nmodel: ~\nseed: null")).isEqualTo(Configs.plan(""));
  }

  @Test
  void eachDefaultWrittenOutChangesNothingButTheOptions() {
    for (Key<?> key : KeyIndex.all()) {
      if (key.defaultText() != null) {
        Plan plan = Configs.plan(key.name() + ": " + key.defaultText());
        assertThat(plan.options()).containsOnlyKeys(key.name());
        assertThat(plan)
            .as(key.name())
            .usingRecursiveComparison()
            .ignoringFields("options")
            .isEqualTo(Configs.plan(""));
      }
    }
  }

  @Test
  void backendsAreThoseThatAreBuilt() {
    for (Api api : Api.values()) {
      for (boolean stream : new boolean[] {true, false}) {
        if (api != Api.TEMPLATE) {
          Backend backend = Backends.of(api, stream, null);
          assertThat(backend.api()).isEqualTo(api);
          assertThat(backend.framing().streamed())
              .isEqualTo(api.streams() && (stream || !api.comesWhole()));
          assertThat(api.leadsTo(backend.endpoint(), stream)).as(api.key()).isTrue();
        }
      }
    }
    assertThat(Backends.names().get(0)).isEqualTo(TargetKeys.BACKEND.defaultText());
  }
}
