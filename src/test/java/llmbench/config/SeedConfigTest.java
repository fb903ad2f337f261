// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import llmbench.plan.Case;
import llmbench.plan.Plan;
import org.junit.jupiter.api.Test;

/** The configuration that this project grew from runs as it stands. */
class SeedConfigTest {
  private static final Plan PLAN =
      new PlanReader(() -> "0123abcd")
          .read(Path.of("src/test/resources/config/seed.yaml"), Map.of(), Map.of());

  @Test
  void itsFiveKeysMeanWhatTheyMeant() {
    assertThat(PLAN.target().model()).isEqualTo("Qwen/Qwen3-8B");
    assertThat(PLAN.target().baseUrl()).isEqualTo("http://localhost:8010");
    assertThat(PLAN.dataset().tokenizer()).isEqualTo("Qwen/Qwen3-8B");
    assertThat(PLAN.options())
        .containsOnlyKeys("model", "base_url", "tokenizer", "input_output", "concurrency_prompts");
  }

  @Test
  void everyIoPairRunsWithEveryConcurrencyIoOuter() {
    assertThat(PLAN.cases())
        .extracting(Case::resultFilename)
        .containsExactly(
            "bench_io256x256_mc1_np10.json",
            "bench_io256x256_mc4_np40.json",
            "bench_io256x256_mc8_np80.json",
            "bench_io256x256_mc16_np160.json",
            "bench_io512x512_mc1_np10.json",
            "bench_io512x512_mc4_np40.json",
            "bench_io512x512_mc8_np80.json",
            "bench_io512x512_mc16_np160.json",
            "bench_io1024x1024_mc1_np10.json",
            "bench_io1024x1024_mc4_np40.json",
            "bench_io1024x1024_mc8_np80.json",
            "bench_io1024x1024_mc16_np160.json");
    assertThat(PLAN.cases())
        .extracting(Case::number)
        .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
  }
}
