// SPDX-License-Identifier: Apache-2.0
package llmbench.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Locale;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Queues of so many servers are simulated request by request and sampled as the watch does. The
 * table of docs/load.md is printed by {@code -Dsaturation.table=true}.
 */
class SaturationTest {
  private static final double SAMPLE = 0.05;
  private static final double LOOK = 0.5;

  /** A queue, first come first served. */
  private record Queue(
      double rate, int servers, double load, ToDoubleFunction<SplittableRandom> service) {}

  private static double exponential(SplittableRandom random) {
    return -Math.log(1 - random.nextDouble());
  }

  private static double constant(SplittableRandom random) {
    return 1;
  }

  /** Of mean 1 and sigma 1. */
  private static double lognormal(SplittableRandom random) {
    double normal =
        Math.sqrt(-2 * Math.log(1 - random.nextDouble()))
            * Math.cos(2 * Math.PI * random.nextDouble());
    return Math.exp(normal - 0.5);
  }

  /** When it is told, in seconds; infinite for never. */
  private static double told(Queue queue, double seconds, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double mean = queue.load() * queue.servers() / queue.rate();
    int most = (int) (seconds * queue.rate() * 1.5) + 100;
    double[] arrivals = new double[most];
    double[] ends = new double[most];
    PriorityQueue<Double> free = new PriorityQueue<>();
    for (int i = 0; i < queue.servers(); i++) {
      free.add(0.0);
    }
    double at = 0;
    for (int i = 0; i < most; i++) {
      at += exponential(random) / queue.rate();
      double begins = Math.max(at, free.remove());
      arrivals[i] = at;
      ends[i] = begins + mean * queue.service().applyAsDouble(random);
      free.add(ends[i]);
    }
    double first = 0;
    double firstKnown = 0;
    for (int i = 0; i < Saturation.FIRST; i++) {
      first = Math.max(first, ends[i] - arrivals[i]);
      firstKnown = Math.max(firstKnown, ends[i]);
    }
    Arrays.sort(ends);
    Saturation test = new Saturation(1);
    int due = 0;
    int ended = 0;
    int samples = (int) (seconds / SAMPLE);
    for (int i = 1; i <= samples; i++) {
      double now = i * SAMPLE;
      while (due < most && arrivals[due] <= now) {
        due++;
      }
      while (ended < most && ends[ended] <= now) {
        ended++;
      }
      test.add(now, due, ended);
      if (i % (int) (LOOK / SAMPLE) == 0
          && test.check(now < firstKnown ? Double.NaN : first) != null) {
        return now;
      }
    }
    return Double.POSITIVE_INFINITY;
  }

  private static ToDoubleFunction<SplittableRandom> service(String name) {
    return switch (name) {
      case "exponential" -> SaturationTest::exponential;
      case "lognormal" -> SaturationTest::lognormal;
      default -> SaturationTest::constant;
    };
  }

  @ParameterizedTest
  @CsvSource({
    "10, 1, 0.5, exponential",
    "10, 1, 0.9, exponential",
    "10, 8, 0.95, exponential",
    "50, 256, 0.5, lognormal",
    "50, 256, 0.9, lognormal",
    "20, 400, 0.8, constant",
  })
  void aLoadThatIsKeptUpWithIsLeftAlone(double rate, int servers, double load, String service) {
    int alarms = 0;
    for (int seed = 0; seed < 40; seed++) {
      double at = told(new Queue(rate, servers, load, service(service)), 300, seed);
      alarms += Double.isInfinite(at) ? 0 : 1;
    }
    assertThat(alarms).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "10, 1, 2, exponential, 60",
    "50, 8, 1.5, exponential, 60",
    "50, 64, 1.5, lognormal, 120",
    "10, 8, 1.25, constant, 300",
  })
  void anOverloadIsSeen(double rate, int servers, double load, String service, double within) {
    for (int seed = 0; seed < 20; seed++) {
      assertThat(told(new Queue(rate, servers, load, service(service)), within, seed))
          .as("seed " + seed)
          .isLessThanOrEqualTo(within);
    }
  }

  @Test
  void aStallAtTheEndIsNoTrend() {
    Saturation test = new Saturation(1);
    for (int i = 1; i <= 2_000; i++) {
      long due = 10L * i;
      long behind = i > 1_760 ? 10L * (i - 1_760) : 5; // nothing has ended for 12 s of 100
      test.add(i * SAMPLE, due, due - behind);
    }
    assertThat(test.check(0.1)).isNull();
  }

  @Test
  void whatWasSeenIsToldInNumbers() {
    Saturation test = new Saturation(1);
    for (int i = 1; i <= 800; i++) {
      test.add(i * SAMPLE, 10L * i, 5L * i);
    }
    assertThat(test.check(Double.NaN)).as("the first have not ended").isNull();
    assertThat(test.check(15)).as("it may still be filling up").isNull();
    assertThat(test.check(1))
        .startsWith("requests due and not answered grew from 20")
        .contains("(50 % of them; Mann-Kendall, p = ");
    assertThat(new Saturation(1).check(1)).isNull();
  }

  @ParameterizedTest
  @CsvSource({"exponential", "lognormal"})
  @EnabledIfSystemProperty(named = "saturation.table", matches = "true")
  void table(String service) {
    int runs = 100;
    for (int servers : new int[] {1, 64}) {
      for (double rate : new double[] {10, 50}) {
        for (double load : new double[] {0.8, 0.9, 0.95, 1, 1.1, 1.2, 1.5, 2, 4}) {
          double[] times = new double[runs];
          for (int seed = 0; seed < runs; seed++) {
            Queue queue = new Queue(rate, servers, load, service(service));
            times[seed] = told(queue, 300, 1_000 + seed);
          }
          Arrays.sort(times);
          long told = Arrays.stream(times).filter(Double::isFinite).count();
          String row =
              String.format(
                  Locale.ROOT,
                  "%s, %d servers, %.0f/s, load %.2f: told in %d of %d, median after %.0f s",
                  service,
                  servers,
                  rate,
                  load,
                  told,
                  runs,
                  times[runs / 2]);
          System.out.println(row);
          if (load <= 0.9) {
            assertThat(told).as(row).isZero();
          }
        }
      }
    }
  }
}
