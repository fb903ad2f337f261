// SPDX-License-Identifier: Apache-2.0
package llmbench.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import llmbench.plan.RequestRate;
import llmbench.plan.RequestRate.Ramp;
import llmbench.plan.RequestRate.Strategy;
import llmbench.random.NumpyLegacyRandom;
import llmbench.traffic.VllmSchedule.RpsChange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Known answers of vLLM's own {@code get_request}: {@code golden/traffic/make_arrivals.py}. */
class VllmScheduleTest {
  private static final int VOCAB_SIZE = 151_643;
  private static final double INFINITE = Double.POSITIVE_INFINITY;

  /** One schedule: its settings, vLLM's offsets and, for some ramps, its changes of the rate. */
  private record Setting(String[] cells, String changes, List<String> offsets) {
    @Override
    public String toString() {
      return cells[0];
    }

    RequestRate rate() {
      return cells[5].equals("none")
          ? new RequestRate.Constant(number(cells[3]))
          : new Ramp(
              cells[5].equals("linear") ? Strategy.LINEAR : Strategy.EXPONENTIAL,
              number(cells[6]),
              number(cells[7]));
    }

    NumpyLegacyRandom random() {
      NumpyLegacyRandom random = new NumpyLegacyRandom(Long.parseLong(cells[1]));
      if (!cells[8].equals("-")) {
        for (String length : cells[8].split(",", -1)) {
          random.integers(VOCAB_SIZE, Integer.parseInt(length));
        }
      }
      return random;
    }

    Arrivals arrivals() {
      return VllmSchedule.arrivals(offsets.size(), rate(), number(cells[4]), random());
    }
  }

  private static double number(String text) {
    return text.equals("inf") ? INFINITE : Double.parseDouble(text);
  }

  static Stream<Setting> settings() throws IOException {
    List<Setting> settings = new ArrayList<>();
    List<String> lines =
        Files.readAllLines(Path.of("src/test/resources/golden/traffic/arrivals.txt"));
    for (int i = 0; i < lines.size(); ) {
      String[] cells = lines.get(i++).split(" ", -1);
      String changes = lines.get(i).startsWith("changes ") ? lines.get(i++).substring(8) : "";
      int to = i + Integer.parseInt(cells[2]);
      settings.add(new Setting(cells, changes, lines.subList(i, to)));
      i = to;
    }
    return settings.stream();
  }

  @Test
  void thereAreMoreThanTenSettings() throws IOException {
    assertThat(settings()).hasSize(14).allSatisfy(each -> assertThat(each.offsets()).isNotEmpty());
  }

  /**
   * Bit for bit, but where C's library gives a neighbour of the nearest double ({@link
   * llmbench.random.RoundedMath}); the nanosecond is the same even then.
   */
  @ParameterizedTest
  @MethodSource("settings")
  void offsetsAreVllms(Setting setting) {
    Arrivals arrivals = setting.arrivals();
    int neighbours = 0;
    for (int i = 0; i < arrivals.size(); i++) {
      double vllms = Double.parseDouble(setting.offsets().get(i));
      neighbours += arrivals.seconds(i) == vllms ? 0 : 1;
      assertThat(arrivals.seconds(i)).as("%s", i).isCloseTo(vllms, within(4 * Math.ulp(vllms)));
      assertThat(arrivals.nanos(i)).as("%s", i).isEqualTo(Math.round(vllms * 1e9));
    }
    assertThat(neighbours).as("neighbours of vLLM's numbers").isZero();
  }

  @ParameterizedTest
  @MethodSource("settings")
  void changesOfTheRateAreVllms(Setting setting) {
    if (setting.changes().isEmpty()) {
      return;
    }
    List<RpsChange> expected =
        Arrays.stream(setting.changes().split(" ", -1))
            .map(
                change -> {
                  String[] parts = change.split(":", -1);
                  return new RpsChange(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
                })
            .toList();
    assertThat(VllmSchedule.rpsChanges((Ramp) setting.rate(), setting.arrivals().size()))
        .isEqualTo(expected);
  }

  @Test
  void aRampOfFractionsOrDownwardsHasChangesToo() {
    Ramp up = new Ramp(Strategy.LINEAR, 0.5, 3.2);
    assertThat(VllmSchedule.rpsChanges(up, 28))
        .containsExactly(
            new RpsChange(-1, 0), new RpsChange(5, 1), new RpsChange(15, 2), new RpsChange(25, 3));
    Ramp down = new Ramp(Strategy.EXPONENTIAL, 8, 2);
    assertThat(VllmSchedule.rpsChanges(down, 9)).containsExactly(new RpsChange(-1, 8));
  }

  /** Whatever the shape, the last request of a constant rate comes at n/rate. */
  @Test
  void theLastOfAConstantRateIsAtItsTime() {
    for (double burstiness : new double[] {0.01, 0.3, 1, 4, 400, INFINITE}) {
      for (int count : new int[] {1, 2, 1000}) {
        Arrivals arrivals =
            VllmSchedule.arrivals(
                count, new RequestRate.Constant(8), burstiness, new NumpyLegacyRandom(count));
        assertThat(arrivals.size()).isEqualTo(count);
        assertThat(arrivals.seconds(count - 1)).isCloseTo(count / 8.0, within(1e-12 * count));
      }
    }
  }

  /** Squared coefficient of variation of the gaps of a gamma distribution: 1/shape. */
  @Test
  void burstinessIsTheShapeOfTheGaps() {
    for (double burstiness : new double[] {0.25, 1, 9}) {
      int count = 100_000;
      Arrivals arrivals =
          VllmSchedule.arrivals(
              count, new RequestRate.Constant(1), burstiness, new NumpyLegacyRandom(3));
      double squares = 0;
      for (int i = 1; i < count; i++) {
        double gap = arrivals.seconds(i) - arrivals.seconds(i - 1);
        squares += (gap - 1) * (gap - 1);
      }
      assertThat(squares / count * burstiness).as("%s", burstiness).isCloseTo(1, within(0.06));
    }
  }

  @Test
  void theSameSeedRepeatsAndWhatIsLeftGoesOn() {
    RequestRate rate = new RequestRate.Constant(3);
    NumpyLegacyRandom random = new NumpyLegacyRandom(5);
    Arrivals first = VllmSchedule.arrivals(50, rate, 2, random);
    Arrivals second = VllmSchedule.arrivals(50, rate, 2, random);
    Arrivals again = VllmSchedule.arrivals(50, rate, 2, new NumpyLegacyRandom(5));
    for (int i = 0; i < 50; i++) {
      assertThat(again.seconds(i)).isEqualTo(first.seconds(i));
    }
    assertThat(second.seconds(0)).isNotEqualTo(first.seconds(0));
  }

  @Test
  void whatHasNoMeaningIsRefused() {
    assertThatThrownBy(() -> new Ramp(Strategy.LINEAR, 0, 5)).hasMessageContaining("rates > 0");
    assertThatThrownBy(() -> new Ramp(Strategy.LINEAR, 1, INFINITE)).hasMessageContaining("finite");
    assertThatThrownBy(() -> new RequestRate.Constant(Double.NaN)).hasMessageContaining("> 0");
    NumpyLegacyRandom random = new NumpyLegacyRandom(0);
    RequestRate rate = new RequestRate.Constant(1e-320);
    assertThatThrownBy(() -> VllmSchedule.arrivals(1, rate, 1, random))
        .isInstanceOf(TrafficException.class)
        .hasMessageContaining("request_rate");
    assertThatThrownBy(() -> VllmSchedule.arrivals(1, rate, INFINITE, random))
        .isInstanceOf(TrafficException.class);
    assertThatThrownBy(() -> VllmSchedule.arrivals(0, rate, 1, random))
        .hasMessageContaining("count >= 1");
  }
}
