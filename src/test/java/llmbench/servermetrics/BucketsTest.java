// SPDX-License-Identifier: Apache-2.0
package llmbench.servermetrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class BucketsTest {
  private static final double INF = Double.POSITIVE_INFINITY;

  private static Buckets buckets(double mean, double... boundsAndCounts) {
    TreeMap<Double, Double> cumulative = new TreeMap<>();
    for (int i = 0; i < boundsAndCounts.length; i += 2) {
      cumulative.put(boundsAndCounts[i], boundsAndCounts[i + 1]);
    }
    return new Buckets(cumulative, mean);
  }

  /** Prometheus' testdata/histograms.test: testhistogram{start="positive"}. */
  @Test
  void quantilesArePrometheus() {
    Buckets buckets = buckets(100, 0.1, 50, 0.2, 70, 1, 110, INF, 120);

    assertThat(buckets.quantile(0.1)).isCloseTo(0.024, within(1e-12));
    assertThat(buckets.quantile(0.5)).isCloseTo(0.15, within(1e-12));
    assertThat(buckets.quantile(0.8)).isCloseTo(0.72, within(1e-12));
    assertThat(buckets.quantile(0.99)).isEqualTo(1);
    assertThat(buckets.beyond(0.99)).isTrue();
    assertThat(buckets.beyond(0.8)).isFalse();
  }

  @Test
  void noQuantileIsLargerThanTheMeanAllows() {
    Buckets buckets = buckets(0.01, 1, 100, INF, 100);

    assertThat(buckets.quantile(0.5)).isCloseTo(0.02, within(1e-12));
    assertThat(buckets.quantile(0.99)).isCloseTo(0.99, within(1e-12));
  }

  @Test
  void emptyHasNone() {
    assertThat(buckets(0).quantile(0.5)).isNaN();
    assertThat(buckets(0, 1, 0, INF, 0).quantile(0.5)).isNaN();
    assertThat(buckets(3, INF, 5).quantile(0.5)).isNaN();
    assertThat(buckets(0).beyond(0.5)).isFalse();
  }

  @Test
  void emptyBucketsBetweenArePassedOver() {
    assertThat(buckets(9, 1, 2, 2, 2, 4, 4, INF, 4).quantile(0.75)).isCloseTo(3, within(1e-12));
  }

  @Test
  void beyondAllBoundsIsSaid() {
    Map<String, Object> figures = new LinkedHashMap<>();
    buckets(5, 1, 0, INF, 4).put(figures, 50);

    assertThat(figures).containsEntry("p50_ms", 1000.0).containsEntry("p50_is_lower_bound", true);
    assertThat(figures.get("p50_bucket_ms")).asString().isEqualTo("[1000.0, null]");
  }
}
