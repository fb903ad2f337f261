// SPDX-License-Identifier: Apache-2.0
package llmbench.results;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import llmbench.metrics.RequestSamples;

/**
 * Writes the arrays with one element per request, {@code input_lens} … {@code errors}. Without
 * {@code save_detailed} only {@code latencies} and {@code queue_times} are there, as in vLLM 0.32.
 */
final class RequestArrays {
  /** Writes one request's element. */
  @FunctionalInterface
  private interface Element {
    void write(int request) throws IOException;
  }

  private final JsonGenerator json;
  private final RequestSamples requests;

  RequestArrays(JsonGenerator json, RequestSamples requests) {
    this.json = json;
    this.requests = requests;
  }

  void write(boolean detailed) throws IOException {
    if (detailed) {
      array("input_lens", i -> json.writeNumber(requests.inputTokens(i)));
      array("output_lens", i -> json.writeNumber(requests.outputTokens(i)));
      array("ttfts", i -> json.writeNumber(requests.ttftSeconds(i)));
      array("itls", this::writeGaps);
    }
    array("latencies", i -> json.writeNumber(requests.latencySeconds(i)));
    if (detailed) {
      array("start_times", i -> json.writeNumber(requests.startSeconds(i)));
    }
    array("queue_times", i -> json.writeNumber(requests.queueSeconds(i)));
    if (detailed) {
      array("generated_texts", i -> json.writeString(requests.generatedText(i)));
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
