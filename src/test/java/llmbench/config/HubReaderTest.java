// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import llmbench.plan.DatasetOptions;
import llmbench.plan.HubColumns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The options of the data set hf, and what of it does not go together. */
class HubReaderTest {
  private static final String HF = "dataset_name: hf\ndataset_path: ";

  @Test
  void optionsAreVllms() {
    DatasetOptions.Hub options = options(HF + "openai/gsm8k\nskip_chat_template: true\n");
    assertThat(options.subset()).isNull();
    assertThat(options.split()).isNull();
    assertThat(options.noStream()).isFalse();
    assertThat(options.columns()).isNull();
    assertThat(options.blazedit()).isEqualTo(new DatasetOptions.Range(0, 1));
    assertThat(options.speech()).isEqualTo(new DatasetOptions.Range(0, Double.POSITIVE_INFINITY));
    assertThat(options.categories()).containsExactly("simple", "live_simple", "multiple");
  }

  @Test
  void whatIsAskedForIsRead() {
    DatasetOptions.Hub options =
        options(
            HF
                + "a/folder\nhf_name: vdaita/edit_5k_char\nhf_subset: s\nhf_split: t\n"
                + "no_stream: true\nblazedit_min_distance: 0.25\nblazedit_max_distance: 0.5\n"
                + "tokenizer: openai/whisper\n");
    assertThat(options.subset()).isEqualTo("s");
    assertThat(options.split()).isEqualTo("t");
    assertThat(options.name()).isEqualTo("vdaita/edit_5k_char");
    assertThat(options.noStream()).isTrue();
    assertThat(options.blazedit()).isEqualTo(new DatasetOptions.Range(0.25, 0.5));
    assertThat(options.tokenizer()).isEqualTo("openai/whisper");
    assertThat(
            options(
                    HF
                        + "gorilla-llm/Berkeley-Function-Calling-Leaderboard\n"
                        + "bfcl_categories: [parallel, simple]\n")
                .categories())
        .isEqualTo(List.of("parallel", "simple"));
    assertThat(
            options(HF + "any.parquet\nhf_prompt_column: c.0.v\nhf_completion_column: c.1.v\n")
                .columns())
        .isEqualTo(new HubColumns("c.0.v", "c.1.v", null, null, null, null));
  }

  private static DatasetOptions.Hub options(String text) {
    return (DatasetOptions.Hub) Objects.requireNonNull(Configs.plan(text).dataset().options());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "any/set | dataset_path | one of the Hub's sets that are known (docs/config.md), hf_name to"
            + " say which of them dataset_path is, or hf_prompt_column or hf_messages_column |"
            + " \"any/set\"",
        "openai/gsm8k§bfcl_categories: simple | bfcl_categories | it with"
            + " gorilla-llm/Berkeley-Function-Calling-Leaderboard | it with a set that has no use"
            + " for it",
        "openai/gsm8k§blazedit_min_distance: 0.5 | blazedit_min_distance | it with"
            + " vdaita/edit_5k_char, vdaita/edit_10k_char | it with a set that has no use for it",
        "Lin-Chen/MMStar§backend: openai | backend | openai-chat for images and videos of"
            + " dataset_name: hf | \"openai\"",
        "gorilla-llm/Berkeley-Function-Calling-Leaderboard§backend: vllm | backend | openai-chat"
            + " for tools of dataset_name: hf | \"vllm\"",
        "openslr/librispeech_asr | backend | openai-audio for speech of dataset_name: hf |"
            + " \"openai-chat\"",
        "any/set§hf_messages_column: m§hf_prompt_column: p | hf_prompt_column | none with"
            + " hf_messages_column, whose chats are sent as they are | one",
        "openai/gsm8k§hf_image_column: i | hf_image_column | it with hf_prompt_column or"
            + " hf_messages_column | neither",
        "any/set§hf_prompt_column: p§hf_system_column: s§backend: openai | backend | openai-chat"
            + " or openai-responses or anthropic or ollama or template for chats of dataset_name:"
            + " hf | \"openai\"",
        "any/set§hf_prompt_column: p§hf_image_column: i§backend: anthropic | backend | openai-chat"
            + " for images of dataset_name: hf | \"anthropic\"",
      })
  void whatDoesNotGoTogetherIsAMistake(String text, String key, String expected, String found) {
    assertThat(Configs.problems(HF + text.replace('§', '\n')))
        .as(text)
        .anySatisfy(
            problem ->
                assertThat(problem.toString()).contains(key).contains(expected).contains(found));
  }
}
