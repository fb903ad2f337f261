// SPDX-License-Identifier: Apache-2.0
package llmbench.compare;

import llmbench.analysis.CaseResult;
import llmbench.metrics.RequestSamples;
import llmbench.plan.AnswerKind;
import llmbench.plan.MetricSpec;

/** Samples of our own record file. */
final class RecordedSamples implements RunSamples {
  private final RequestSamples requests;
  private final MetricSpec spec;
  private final double duration;

  RecordedSamples(CaseResult result) {
    this.requests = result.metrics().requests();
    this.spec = result.context().plan().metrics();
    this.duration = result.metrics().durationSeconds();
  }

  @Override
  public int size() {
    return requests.size();
  }

  @Override
  public boolean completed(int request) {
    return requests.completed(request);
  }

  @Override
  public double start(int request) {
    return requests.startSeconds(request);
  }

  @Override
  public double ttft(int request) {
    return requests.ttftSeconds(request);
  }

  @Override
  public double e2el(int request) {
    return requests.latencySeconds(request);
  }

  @Override
  public double inputTokens(int request) {
    return requests.inputTokens(request);
  }

  @Override
  public double outputTokens(int request) {
    return requests.outputTokens(request);
  }

  @Override
  public double[] gaps(int request) {
    return requests.itlSeconds(request);
  }

  @Override
  public boolean streamed() {
    return spec.answers() == AnswerKind.STREAMED;
  }

  @Override
  public boolean judged() {
    return spec.slo() != null;
  }

  @Override
  public boolean good(int request) {
    return requests.meets(request, spec.slo());
  }

  @Override
  public double duration() {
    return duration;
  }
}
