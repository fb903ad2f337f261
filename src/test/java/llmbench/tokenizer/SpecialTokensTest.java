// SPDX-License-Identifier: Apache-2.0
package llmbench.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The rule of transformers 5.19; each case was compared with {@code all_special_tokens} there. */
class SpecialTokensTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void namedTokensAndListsOfFurtherOnes() throws Exception {
    assertThat(
            special(
                    """
                    {"bos_token": "<b>", "eos_token": {"content": "<e>", "special": true},
                     "unk_token": null, "image_token": "<image>", "add_bos_token": true,
                     "additional_special_tokens": ["<x>", {"content": "<y>"}],
                     "model_max_length": 10, "errors": "replace"}
                    """)
                .names())
        .containsExactlyInAnyOrder("<b>", "<e>", "<image>", "<x>", "<y>");
  }

  @Test
  void extraTokensMayHaveNamesOrTakeTheOlderListsPlace() throws Exception {
    assertThat(
            special(
                    """
                    {"extra_special_tokens": {"boi_token": "<boi>", "eoi_token": "<eoi>"},
                     "additional_special_tokens": ["<x>"]}
                    """)
                .names())
        .containsExactly("<boi>", "<eoi>", "<x>");
    assertThat(
            special(
                    "{\"extra_special_tokens\": [\"<z>\"], \"additional_special_tokens\": [\"<x>\"]}")
                .names())
        .containsExactly("<z>");
    assertThat(
            special("{\"extra_special_tokens\": [], \"additional_special_tokens\": [\"<x>\"]}")
                .names())
        .containsExactly("<x>");
  }

  @Test
  void classNamesTokensThatTheFileDoesNot() throws Exception {
    assertThat(special("{\"tokenizer_class\": \"GemmaTokenizer\", \"bos_token\": \"<b>\"}").names())
        .containsExactlyInAnyOrder("<b>", "<eos>", "<unk>", "<pad>", "<mask>");
    assertThat(special("{\"tokenizer_class\": \"LlamaTokenizerFast\"}").names())
        .containsExactlyInAnyOrder("<unk>", "<s>", "</s>");
    assertThat(special("{\"tokenizer_class\": \"PreTrainedTokenizerFast\"}").names()).isEmpty();
  }

  @Test
  void nullInTheFileTakesAwayTheClassesToken() throws Exception {
    assertThat(special("{\"tokenizer_class\": \"LlamaTokenizer\", \"unk_token\": null}").names())
        .containsExactlyInAnyOrder("<s>", "</s>");
  }

  @Test
  void olderMapIsHeededUnlessTheConfigurationListsAddedTokens() throws Exception {
    String map =
        "{\"eos_token\": {\"content\": \"<new>\"}, \"additional_special_tokens\": [\"<x>\"]}";

    assertThat(special("{\"eos_token\": \"<old>\"}", map).names()).containsExactly("<new>", "<x>");
    assertThat(special("{\"eos_token\": \"<old>\", \"added_tokens_decoder\": {}}", map).names())
        .containsExactly("<old>");
  }

  @Test
  void padTokenIsOpenWhenNobodyNamesIt() throws Exception {
    assertThat(special("{}").padTokenIsOpen()).isTrue();
    assertThat(special("{\"pad_token\": null}").padTokenIsOpen()).isFalse();
    assertThat(special("{\"tokenizer_class\": \"GemmaTokenizer\"}").padTokenIsOpen()).isFalse();
  }

  private static SpecialTokens special(String config) throws JsonProcessingException {
    return special(config, null);
  }

  private static SpecialTokens special(String config, @Nullable String map)
      throws JsonProcessingException {
    return new SpecialTokens(JSON.readTree(config), map == null ? null : JSON.readTree(map));
  }
}
