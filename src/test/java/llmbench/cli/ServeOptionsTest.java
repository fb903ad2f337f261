// SPDX-License-Identifier: Apache-2.0
package llmbench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import llmbench.config.PlanReader;
import llmbench.plan.Metric;
import llmbench.plan.Plan;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.ParameterException;

class ServeOptionsTest {
  private static Asked asked(String... args) {
    return ServeCommand.of(
        Stream.concat(Stream.of("vllm", "bench", "serve"), Stream.of(args)).toList());
  }

  private static Plan plan(String... args) {
    return new PlanReader(() -> "01234567")
        .read(Path.of(PlanReader.NO_FILE), asked(args).overrides(), Map.of("TOKEN", "secret"));
  }

  @Test
  void withoutFlagsItIsVllmsOwnRun() {
    Plan plan = plan();
    assertThat(plan.target().baseUrl()).isEqualTo("http://127.0.0.1:8000");
    assertThat(plan.target().backend()).isEqualTo("openai");
    assertThat(plan.target().api().endpoint(true)).isEqualTo("/v1/completions");
    assertThat(plan.cases())
        .singleElement()
        .satisfies(
            only -> {
              assertThat(only.inputLen()).isEqualTo(1024);
              assertThat(only.outputLen()).isEqualTo(128);
              assertThat(only.numPrompts()).isEqualTo(1000);
              assertThat(only.maxConcurrency()).isNull();
            });
    assertThat(plan.metrics().shows(Metric.TTFT)).isTrue();
    assertThat(plan.metrics().shows(Metric.E2EL)).isFalse();
  }

  @Test
  void wherePoolingGeneratesNothingTheMetricIsVllms() {
    assertThat(asked("--backend", "openai-embeddings").overrides())
        .containsEntry("percentile_metrics", "e2el");
  }

  @Test
  void underscoresAndAbbreviationsAndTheLastOfTwoAreTakenAsVllmTakesThem() {
    assertThat(asked("--num_prompts=5", "--max-conc", "2", "--num-prompts", "7").overrides())
        .containsEntry("num_prompts", "\"7\"")
        .containsEntry("max_concurrency", "\"2\"");
  }

  @Test
  void membersOfAMapMayBeGivenOneByOne() {
    assertThat(
            plan("--extra-body.top_k", "5", "--extra_body.chat.thinking=false")
                .request()
                .extraBody())
        .containsEntry("top_k", 5L)
        .containsEntry("chat", Map.of("thinking", false));
  }

  @Test
  void headersAreWrittenWithAnEqualsSignOrAColon() {
    Map<String, String> headers =
        plan("--header", "x-a=1", "Authorization: Bearer ${TOKEN}").target().headers();
    assertThat(headers).containsEntry("x-a", "1").containsEntry("Authorization", "Bearer secret");
  }

  @Test
  void whatVllmPassesOverIsLeftOutWithANotice() {
    Asked asked =
        asked(
            "--base-url",
            "http://h:1",
            "--host",
            "other",
            "--input-len",
            "10",
            "--random-input-len",
            "20",
            "--sharegpt-output-len",
            "5",
            "--backend",
            "openai-chat",
            "--logprobs",
            "1");
    assertThat(asked.notices())
        .containsExactlyInAnyOrder(
            "--host has no effect: --base-url holds the host",
            "--random-input-len has no effect: --input-len takes its place",
            "--sharegpt-output-len has no effect: --dataset-name random has no use for it",
            "--logprobs has no effect: --backend openai-chat does not send it");
    assertThat(asked.overrides().keySet())
        .containsExactlyInAnyOrder("backend", "percentile_metrics", "base_url", "input_len");
  }

  @Test
  void oneThatIsTheContraryOfAnotherIsTaken() {
    assertThat(asked("--self-timed").overrides()).containsEntry("self_timed", "true");
    assertThat(asked("--no-self-timed").overrides()).containsEntry("self_timed", "false");
  }

  @Test
  void listsEndWhereTheNextFlagBegins() {
    Asked asked =
        asked("--goodput", "ttft:500", "tpot:50", "--metadata", "a=1", "b=2", "--seed", "3");
    assertThat(asked.overrides())
        .containsEntry("goodput", "\"ttft:500 tpot:50\"")
        .containsEntry("metadata", "[\"a=1\", \"b=2\"]")
        .containsEntry("seed", "\"3\"");
  }

  @Test
  void anUnknownFlagIsNotTaken() {
    assertThatThrownBy(() -> asked("--reqest-rate", "1")).isInstanceOf(ParameterException.class);
  }
}
