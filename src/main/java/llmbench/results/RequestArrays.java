// SPDX-License-Identifier: Apache-2.0
package llmbench.results;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import llmbench.metrics.RequestSamples;
import llmbench.plan.AnswerKind;

/**
 * Writes the arrays with one element per request, {@code input_lens} … {@code errors}. Without
 * {@code save_detailed} only {@code latencies} and {@code queue_times} are there, as in vLLM 0.32.
 * Answers that come whole have no {@code ttfts} and {@code itls}, pooling no text and no output.
 */
final class RequestArrays {
  /** Writes one request's element. */
  @FunctionalInterface
  private interface Element {
    void write(int request) throws IOException;
  }

  private final JsonGenerator json;
  private final RequestSamples requests;
  private final AnswerKind answers;

  RequestArrays(JsonGenerator json, RequestSamples requests, AnswerKind answers) {
    this.json = json;
    this.requests = requests;
    this.answers = answers;
  }

  void write(boolean detailed) throws IOException {
    if (detailed) {
      array("input_lens", i -> json.writeNumber(requests.inputTokens(i)));
    }
    boolean pooled = answers == AnswerKind.POOLED;
    if (detailed && !pooled) {
      array("output_lens", i -> json.writeNumber(requests.outputTokens(i)));
    }
    if (detailed && answers == AnswerKind.STREAMED) {
      array("ttfts", i -> json.writeNumber(requests.ttftSeconds(i)));
      array("itls", this::writeGaps);
    }
    array("latencies", i -> json.writeNumber(requests.latencySeconds(i)));
    if (detailed && !pooled) {
      array("start_times", i -> json.writeNumber(requests.startSeconds(i)));
    }
    array("queue_times", i -> json.writeNumber(requests.queueSeconds(i)));
    if (detailed && !pooled) {
      array("generated_texts", i -> json.writeString(requests.generatedText(i)));
    }
    if (detailed) {
      array("errors", i -> json.writeString(requests.error(i)));
    }
  }

  private void writeGaps(int request) throws IOException {
    double[] gaps = requests.itlSeconds(request);
    json.writeArray(gaps, 0, gaps.length);
  }

  private void array(String name, Element element) throws IOException {
    json.writeArrayFieldStart(name);
    for (int i = 0; i < requests.size(); i++) {
      element.write(i);
    }
    json.writeEndArray();
  }
}
