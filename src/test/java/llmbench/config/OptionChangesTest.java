// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What counts as another configuration. */
class OptionChangesTest {
  @Test
  void changedKeysAreToldInOrderWithBothValues() {
    assertThat(
            OptionChanges.between(
                Map.of("seed", "1", "label", "\"a\"", "num_prompts", "10"),
                Map.of("seed", "2", "goodput", "{\"ttft\":500}", "num_prompts", "10")))
        .containsExactly(
            "goodput: not given → {\"ttft\":500}", "label: \"a\" → not given", "seed: 1 → 2");
  }

  @Test
  void anotherWayToWriteAValueIsNoChange() {
    assertThat(
            OptionChanges.between(
                Map.of(
                    "goodput", "\"ttft:500 tpot:50\"",
                    "metric_percentiles", "\"50,99\"",
                    "request_timeout", "1.50"),
                Map.of(
                    "goodput", "{\"tpot\":50.0,\"ttft\":500}",
                    "metric_percentiles", "[50,99.0]",
                    "request_timeout", "\"1.5\"")))
        .isEmpty();
  }

  @Test
  void aDefaultThatIsWrittenOutIsNoChange() {
    for (Key<?> key : KeyIndex.all()) {
      if (key.defaultText() != null) {
        Map<String, String> written = Map.of(key.name(), key.defaultText());
        assertThat(OptionChanges.between(Map.of(), written)).as(key.name()).isEmpty();
        assertThat(OptionChanges.between(written, Map.of())).as(key.name()).isEmpty();
      }
    }
    assertThat(OptionChanges.between(Map.of(), Map.of("num_warmups", "4")))
        .containsExactly("num_warmups: 0 (the default) → 4");
  }

  @Test
  void keysThatChangeNoResultAreFree() {
    assertThat(
            OptionChanges.between(
                Map.of("result_dir", "\"a\"", "dry_run", "true"),
                Map.of("result_dir", "\"b\"", "resume", "true", "drain_timeout", "5")))
        .isEmpty();
  }

  @Test
  void anUnknownKeyOfAnOtherVersionIsAChange() {
    assertThat(OptionChanges.between(Map.of("old_key", "1"), Map.of()))
        .containsExactly("old_key: 1 → not given");
  }
}
