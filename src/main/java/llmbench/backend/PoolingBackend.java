// SPDX-License-Identifier: Apache-2.0
package llmbench.backend;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import llmbench.dataset.Prompt;
import llmbench.plan.Api;

/**
 * What all pooling has in common: nothing is generated, the answer is whole, and its usage counts
 * the prompt. Where {@code encoding_format} is {@code bytes}, the body is binary and vLLM's server
 * puts the usage into the header {@value #METADATA}; with {@code bytes_only} there is none. Source:
 * vLLM {@code endpoint_request_func.py}, {@code _run_pooling_request}.
 */
abstract class PoolingBackend extends ShapedBackend {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The header that has a binary answer's usage. */
  static final String METADATA = "metadata";

  /**
   * @param results the list that holds what was asked for, {@code data} or {@code results}
   */
  PoolingBackend(Api api, String results) {
    super(
        api,
        AnswerShape.of(Framing.WHOLE)
            .rule(
                FrameScanner.Rule.of(
                    results, FrameScanner.Test.NOT_EMPTY, Frame.CHOICES | Frame.OUTPUT))
            .error("error")
            .rule(FrameScanner.Rule.word("object", "error", Frame.ERROR))
            .usage("usage.prompt_tokens", null));
  }

  @Override
  public final String binaryUsageHeader() {
    return METADATA;
  }

  /** {@code model}, which all begin with. */
  static Map<String, Object> fields(Payload payload) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("model", payload.model());
    return fields;
  }

  /** Cuts prompts that are too long, as vLLM, so that none is refused. */
  static void putTruncation(Map<String, Object> fields) {
    fields.put("truncate_prompt_tokens", -1);
  }

  @Override
  public final int sequences(Prompt prompt) {
    String own = prompt.parts().body();
    return Math.max(1, own == null ? inputs(prompt) : inputs(own));
  }

  /** Texts to embed, or documents to rank. */
  int inputs(Prompt prompt) {
    return prompt.parts().texts().size();
  }

  /** The same of a body that is sent as it is. */
  private static int inputs(String body) {
    try {
      JsonNode root = JSON.readTree(body);
      JsonNode input =
          root.path("documents").isArray() ? root.path("documents") : root.path("input");
      // A list of numbers is one text's token ids.
      return input.isArray() && !input.path(0).isNumber() ? input.size() : 1;
    } catch (JsonProcessingException e) {
      return 1;
    }
  }
}
