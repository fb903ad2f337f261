// SPDX-License-Identifier: Apache-2.0
package llmbench.backend;

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
  public int sequences(Prompt prompt) {
    return Math.max(1, prompt.parts().texts().size());
  }
}
