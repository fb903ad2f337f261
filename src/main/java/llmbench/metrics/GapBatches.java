// SPDX-License-Identifier: Apache-2.0
package llmbench.metrics;

import llmbench.plan.Metric;
import llmbench.statistics.BatchMean;

/**
 * The gaps of a window, batched by request: the gaps of one request are alike, so all requests'
 * gaps together are not so many independent values. A group is a request.
 */
final class GapBatches {
  private final BatchMean mean;
  private final BatchMean[] below;

  private GapBatches(int requests, int thresholds) {
    mean = new BatchMean(requests);
    below = new BatchMean[thresholds];
    for (int i = 0; i < thresholds; i++) {
      below[i] = new BatchMean(requests);
    }
  }

  /**
   * Batches them.
   *
   * @param thresholds gap lengths in seconds, of which each gap is at most or over
   */
  static GapBatches of(EventWalk walk, Windows window, double[] thresholds) {
    int[] requests = {0};
    walk.walk(
        new ByRequest(window) {
          @Override
          void gap(int group, double seconds) {
            requests[0] = group + 1;
          }
        });
    GapBatches batches = new GapBatches(requests[0], thresholds.length);
    walk.walk(
        new ByRequest(window) {
          @Override
          void gap(int group, double seconds) {
            batches.mean.add(group, seconds, 1);
            for (int i = 0; i < thresholds.length; i++) {
              batches.below[i].add(group, seconds <= thresholds[i] ? 1 : 0, 1);
            }
          }
        });
    return batches;
  }

  BatchMean mean() {
    return mean;
  }

  /** Which gaps are at most the threshold of that number. */
  BatchMean below(int threshold) {
    return below[threshold];
  }

  /** Numbers the requests that have a gap in the window. */
  private abstract static class ByRequest implements EventSink {
    private final Windows window;
    private int lastRequest = -1;
    private int group = -1;

    ByRequest(Windows window) {
      this.window = window;
    }

    abstract void gap(int group, double seconds);

    @Override
    public void value(Metric metric, int request, long atNanos, double seconds) {
      if (metric == Metric.ITL && window.index(atNanos) >= 0) {
        if (request != lastRequest) {
          lastRequest = request;
          group++;
        }
        gap(group, seconds);
      }
    }
  }
}
