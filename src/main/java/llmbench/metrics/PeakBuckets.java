// SPDX-License-Identifier: Apache-2.0
package llmbench.metrics;

import java.util.Arrays;

/**
 * vLLM's peaks: chunks and requests counted per whole second since the first successful request was
 * sent ({@code calculate_metrics} in {@code vllm/benchmarks/serve.py}, 0.32). A request counts in
 * every second that it touched, the one of its end included.
 *
 * <p>The arithmetic is vLLM's, in seconds as floating point with a chunk's time as a running sum,
 * so that a time on the edge of a second falls as it does there.
 */
final class PeakBuckets {
  private final double originSeconds;
  private final long[] chunks;
  private final int[] requests;

  /**
   * @param originSeconds when the first successful request was sent
   * @param endSeconds when the last one ended
   */
  PeakBuckets(double originSeconds, double endSeconds) {
    this.originSeconds = originSeconds;
    int buckets = (int) Math.ceil(endSeconds - originSeconds) + 1;
    this.chunks = new long[buckets];
    this.requests = new int[buckets];
  }

  /**
   * Counts one successful request.
   *
   * @param startSeconds when it was sent
   * @param chunkNanos its chunks' times since then, at least one
   */
  void add(double startSeconds, long[] chunkNanos) {
    double time = startSeconds + RequestSamples.seconds(chunkNanos[0]);
    count(time);
    for (int i = 1; i < chunkNanos.length; i++) {
      time += RequestSamples.seconds(chunkNanos[i] - chunkNanos[i - 1]);
      count(time);
    }
    double latency = RequestSamples.seconds(chunkNanos[chunkNanos.length - 1]);
    int first = (int) (startSeconds - originSeconds);
    int last = (int) ((startSeconds + latency) - originSeconds);
    for (int second = first; second <= last; second++) {
      requests[second]++;
    }
  }

  private void count(double seconds) {
    int bucket = (int) (seconds - originSeconds);
    if (bucket >= 0 && bucket < chunks.length) {
      chunks[bucket]++;
    }
  }

  double maxChunksPerSecond() {
    return Arrays.stream(chunks).max().orElse(0);
  }

  int maxConcurrentRequests() {
    return Arrays.stream(requests).max().orElse(0);
  }
}
