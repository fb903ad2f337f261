// SPDX-License-Identifier: Apache-2.0
package llmbench.engine;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** What formats have in common whose chunks are made one by one. */
abstract class PlainFormat implements ResponseFormat {
  final ResponseIdentity identity;
  final GenerationRequest request;
  final Answer answer;
  final StreamStyle style;

  PlainFormat(ResponseIdentity identity, GenerationRequest request, ResponsePlan plan) {
    this.identity = identity;
    this.request = request;
    this.answer = plan.answer();
    this.style = plan.style();
  }

  /** The text of some tokens, as the inside of a JSON string. */
  final String text(int from, int to) {
    return new String(style.text(answer, from, to), StandardCharsets.UTF_8);
  }

  final int promptTokens() {
    return request.promptTokens().length;
  }

  /** Whether the answer came to the length asked for. */
  final boolean cutByLength() {
    return answer.finishReason().equals("length");
  }

  static byte[] bytes(String json) {
    return json.getBytes(StandardCharsets.UTF_8);
  }

  /** A string of JSON in its quotes. */
  static String quoted(String text) {
    return new String(new JsonBytes().string(text).toBytes(), StandardCharsets.UTF_8);
  }

  @Override
  public List<byte[]> closing(int cachedTokens) {
    return List.of();
  }
}
