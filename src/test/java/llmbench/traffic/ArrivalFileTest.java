// SPDX-License-Identifier: Apache-2.0
package llmbench.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import llmbench.plan.RequestRate;
import llmbench.random.NumpyLegacyRandom;
import org.junit.jupiter.api.Test;

class ArrivalFileTest {

  private static ArrivalFile read(String text) {
    return ArrivalFile.read("arrivals.txt", text.lines().iterator());
  }

  @Test
  void aScheduleComesBackToTheLastBit() {
    Map<String, String> head = new LinkedHashMap<>();
    head.put("seed", "3");
    head.put("request_rate", "7.3");
    head.put("note", "a: b # c");
    Arrivals arrivals =
        VllmSchedule.arrivals(5000, new RequestRate.Constant(7.3), 0.5, new NumpyLegacyRandom(3));
    ArrivalFile again = ArrivalFile.read("x", new ArrivalFile(head, arrivals).lines().iterator());
    assertThat(again.head()).containsExactlyEntriesOf(head);
    assertThat(again.arrivals().size()).isEqualTo(5000);
    for (int i = 0; i < 5000; i++) {
      assertThat(again.arrivals().seconds(i)).isEqualTo(arrivals.seconds(i));
    }
    Arrivals extremes = Arrivals.of(0, Double.MIN_VALUE, 1e-7, 0.1, 123_456_789.123, 1e300);
    assertThat(new ArrivalFile(Map.of("a", "b"), extremes).lines())
        .containsExactly(
            "# llmbench arrivals, seconds from the start of the case",
            "# a: b",
            "0.0",
            "4.9E-324",
            "1.0E-7",
            "0.1",
            "1.23456789123E8",
            "1.0E300");
  }

  @Test
  void aFileOfAnotherHandIsRead() {
    ArrivalFile file = read("# my own\n\n 0 \n1\n1\n2.5e1\n# end: here\n");
    assertThat(file.head()).containsExactly(Map.entry("end", "here"));
    assertThat(file.arrivals().size()).isEqualTo(4);
    assertThat(file.arrivals().seconds(3)).isEqualTo(25);
  }

  @Test
  void allMistakesAreSaidWithTheirLines() {
    List<String> lines = List.of("1.5", "1", "x", "-2", "2", "NaN", "1e999", "0x1p3", "3d");
    TrafficException thrown =
        catchThrowableOfType(
            TrafficException.class, () -> ArrivalFile.read("arrivals.txt", lines.iterator()));
    assertThat(String.valueOf(thrown.getMessage()).lines())
        .containsExactly(
            "arrivals.txt:2: expected seconds ≥ 1.5, found \"1\"",
            "arrivals.txt:3: expected seconds ≥ 1.5, found \"x\"",
            "arrivals.txt:4: expected seconds ≥ 1.5, found \"-2\"",
            "arrivals.txt:6: expected seconds ≥ 2.0, found \"NaN\"",
            "arrivals.txt:7: expected seconds ≥ 2.0, found \"1e999\"",
            "arrivals.txt:8: expected seconds ≥ 2.0, found \"0x1p3\"",
            "arrivals.txt:9: expected seconds ≥ 2.0, found \"3d\"");
    assertThatThrownBy(() -> read("# nothing\n")).hasMessageContaining("found none");
    assertThatThrownBy(() -> ArrivalFile.read("f", Collections.nCopies(25, "?").iterator()))
        .hasMessageEndingWith("f: 5 more lines are wrong");
  }

  @Test
  void aHeadThatCannotBeReadBackIsRefused() {
    for (Map<String, String> head :
        List.of(Map.of("a: b", "c"), Map.of("a", "b\nc"), Map.of("", "c"), Map.of("a", " b"))) {
      assertThatThrownBy(() -> new ArrivalFile(head, Arrivals.of(1)))
          .hasMessageContaining("one line");
    }
  }

  @Test
  void arrivalsAreInOrderAndNumbers() {
    assertThatThrownBy(() -> Arrivals.of(1, 0.5))
        .hasMessage("arrival 2: expected finite seconds from 1.0 on, found 0.5");
    assertThatThrownBy(() -> Arrivals.of(-1)).hasMessageContaining("arrival 1");
    assertThatThrownBy(() -> Arrivals.of(Double.NaN)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> Arrivals.of(Double.POSITIVE_INFINITY)).hasMessageContaining("Inf");
    Arrivals some = Arrivals.of(0, 1, 1, 1, 2.5000000004);
    assertThat(some.until(1)).isEqualTo(4);
    assertThat(some.until(0.5)).isEqualTo(1);
    assertThat(some.nanos(4)).isEqualTo(2_500_000_000L);
    assertThatThrownBy(() -> some.seconds(5)).isInstanceOf(IndexOutOfBoundsException.class);
  }
}
