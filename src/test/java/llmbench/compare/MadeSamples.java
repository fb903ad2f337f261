// SPDX-License-Identifier: Apache-2.0
package llmbench.compare;

import java.util.List;

/** Requests that were made up, in the order of their sending. */
record MadeSamples(List<Made> requests, double duration) implements RunSamples {
  /**
   * A request. Seconds.
   *
   * @param gaps empty of a failed request, which also has no latency
   */
  record Made(
      double start, double ttft, double e2el, double inputTokens, double[] gaps, boolean good) {}

  static MadeSamples of(List<Made> requests) {
    double first = requests.get(0).start();
    double last = first;
    for (Made each : requests) {
      last = Math.max(last, each.start() + each.e2el());
    }
    return new MadeSamples(List.copyOf(requests), last - first);
  }

  @Override
  public int size() {
    return requests.size();
  }

  @Override
  public boolean completed(int request) {
    return requests.get(request).e2el() > 0;
  }

  @Override
  public double start(int request) {
    return requests.get(request).start();
  }

  @Override
  public double ttft(int request) {
    return requests.get(request).ttft();
  }

  @Override
  public double e2el(int request) {
    return requests.get(request).e2el();
  }

  @Override
  public double inputTokens(int request) {
    return requests.get(request).inputTokens();
  }

  @Override
  public double outputTokens(int request) {
    return completed(request) ? requests.get(request).gaps().length + 1.0 : 0;
  }

  @Override
  public double[] gaps(int request) {
    return requests.get(request).gaps();
  }

  @Override
  public boolean streamed() {
    return true;
  }

  @Override
  public boolean judged() {
    return true;
  }

  @Override
  public boolean good(int request) {
    return requests.get(request).good();
  }
}
