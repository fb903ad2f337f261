// SPDX-License-Identifier: Apache-2.0
package llmbench.compare;

import java.util.Comparator;
import java.util.stream.IntStream;
import llmbench.results.StoredArrays;

/** Samples of a result with {@code --save-detailed}, ours or vLLM's. */
final class DetailedSamples implements RunSamples {
  private final StoredArrays arrays;
  private final double duration;
  private final int[] order;

  DetailedSamples(StoredArrays arrays, double duration) {
    this.arrays = arrays;
    this.duration = duration;
    this.order =
        IntStream.range(0, arrays.size())
            .boxed()
            .sorted(Comparator.comparingDouble(i -> arrays.startTimes()[i]))
            .mapToInt(Integer::intValue)
            .toArray();
  }

  @Override
  public int size() {
    return order.length;
  }

  @Override
  public boolean completed(int request) {
    return arrays.errors().get(order[request]).isEmpty() && e2el(request) > 0;
  }

  @Override
  public double start(int request) {
    return arrays.startTimes()[order[request]];
  }

  @Override
  public double ttft(int request) {
    return arrays.ttfts()[order[request]];
  }

  @Override
  public double e2el(int request) {
    return arrays.latencies()[order[request]];
  }

  @Override
  public double inputTokens(int request) {
    return arrays.inputLens()[order[request]];
  }

  @Override
  public double outputTokens(int request) {
    return arrays.outputLens()[order[request]];
  }

  @Override
  public double[] gaps(int request) {
    return arrays.itls().get(order[request]);
  }

  @Override
  public boolean streamed() {
    return true;
  }

  @Override
  public boolean judged() {
    return false;
  }

  @Override
  public boolean good(int request) {
    return false;
  }

  @Override
  public double duration() {
    return duration;
  }
}
