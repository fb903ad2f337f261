// SPDX-License-Identifier: Apache-2.0
package llmbench.backend;

import java.util.List;
import java.util.Map;
import llmbench.dataset.Prompt;
import llmbench.plan.Api;

/**
 * {@code vllm-rerank} and {@code cohere-rerank}: a query and its documents. vLLM's payload is that
 * of {@code async_request_vllm_rerank} ({@code endpoint_request_func.py}), which leaves {@code
 * extra_body} out; Cohere's that of its API v2 ({@code POST /v2/rerank}), with {@code extra_body}.
 */
final class Rerank extends PoolingBackend {
  Rerank(Api api) {
    super(api, "results");
  }

  @Override
  public byte[] body(Prompt prompt, Payload payload) {
    List<String> texts = prompt.parts().texts();
    Map<String, Object> fields = fields(payload);
    fields.put("query", texts.get(0));
    fields.put("documents", texts.subList(1, texts.size()));
    if (api() == Api.COHERE_RERANK) {
      return BodyWriter.writeNested(fields, payload, prompt);
    }
    putTruncation(fields);
    return BodyWriter.json(fields, prompt);
  }

  @Override
  int inputs(Prompt prompt) {
    return prompt.parts().texts().size() - 1;
  }
}
