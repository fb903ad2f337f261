// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import llmbench.plan.DatasetOptions;
import llmbench.plan.MediaBucket;
import llmbench.random.NumpyGenerator;

/**
 * How many media a request of {@code random-mm} has, and which: vLLM's {@code
 * get_mm_item_sampling_params} and {@code get_mm_item_iterator} ({@code RandomMultiModalDataset}),
 * draw for draw.
 */
final class MediaCounts {
  private final NumpyGenerator random;
  private final Map<String, Integer> limits;
  private final List<MediaBucket> buckets;
  private final int least;
  private final int most;

  /**
   * By a generator that others draw from too.
   *
   * @throws DatasetException if the limits do not allow the least number of items
   */
  MediaCounts(NumpyGenerator random, DatasetOptions.RandomMm options) {
    this.random = random;
    this.limits = options.limits();
    this.buckets = normalized(options.buckets());
    long allowed =
        buckets.stream()
            .map(bucket -> bucket.shape().modality())
            .distinct()
            .mapToLong(this::limit)
            .sum();
    double ratio = options.itemsRangeRatio();
    this.least = (int) Math.floor(options.items() * (1 - ratio));
    this.most = (int) Math.min((double) allowed, Math.ceil(options.items() * (1 + ratio)));
    if (least > most) {
      throw new DatasetException(
          "random_mm_base_items_per_request: expected at most "
              + most
              + " media in a request (random_mm_limit_mm_per_prompt), found at least "
              + least);
    }
  }

  /**
   * Draws the media of a request.
   *
   * @param each is given each before the next is drawn, so that it can draw in between
   */
  void next(Consumer<MediaBucket.Shape> each) {
    int wanted = (int) random.integers(least, most + 1L, 1)[0];
    List<MediaBucket> open = buckets;
    Map<String, Integer> counts = new HashMap<>();
    for (int have = 0; have < wanted && !open.isEmpty(); ) {
      MediaBucket.Shape shape = open.get(random.choice(weights(open))).shape();
      String modality = shape.modality();
      if (counts.getOrDefault(modality, 0) < limit(modality)) {
        counts.merge(modality, 1, Integer::sum);
        have++;
        each.accept(shape);
      } else {
        open = without(open, modality);
      }
    }
  }

  private int limit(String modality) {
    return limits.getOrDefault(modality, 0);
  }

  private static List<MediaBucket> without(List<MediaBucket> buckets, String modality) {
    List<MediaBucket> left = new ArrayList<>(buckets);
    left.removeIf(bucket -> bucket.shape().modality().equals(modality));
    return normalized(left);
  }

  private static double[] weights(List<MediaBucket> buckets) {
    return buckets.stream().mapToDouble(MediaBucket::weight).toArray();
  }

  /** Python adds from the left, without the correction of Java's {@code sum}. */
  private static List<MediaBucket> normalized(List<MediaBucket> buckets) {
    double total = 0;
    for (MediaBucket bucket : buckets) {
      total += bucket.weight();
    }
    double sum = total;
    return buckets.stream()
        .map(bucket -> new MediaBucket(bucket.shape(), bucket.weight() / sum))
        .toList();
  }
}
