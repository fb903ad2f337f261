// SPDX-License-Identifier: Apache-2.0
package llmbench.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import llmbench.plan.TraceWindow;
import llmbench.traffic.TraceTimes.Order;
import org.junit.jupiter.api.Test;

class TraceTimesTest {

  private static String shown(TraceTimes times) {
    StringBuilder shown = new StringBuilder();
    IntStream.range(0, times.size())
        .forEach(
            i ->
                shown
                    .append(times.row(i))
                    .append('@')
                    .append(times.arrivals().seconds(i))
                    .append(' '));
    return shown.toString().strip();
  }

  @Test
  void aTraceBeginsAtItsFirstRow() {
    double[] seconds = {1_700_000_000.25, 1_700_000_001.25, 1_700_000_001.25, 1_700_000_004};
    assertThat(shown(TraceTimes.of(seconds, TraceWindow.ALL, 1, Order.REFUSED)))
        .isEqualTo("0@0.0 1@1.0 2@1.0 3@3.75");
    assertThat(shown(TraceTimes.of(seconds, TraceWindow.ALL, 2, Order.REFUSED)))
        .isEqualTo("0@0.0 1@0.5 2@0.5 3@1.875");
  }

  @Test
  void aWindowKeepsItsRowsAndTheSilenceAtItsStart() {
    double[] seconds = {5, 8, 9, 13, 14, 20};
    assertThat(shown(TraceTimes.of(seconds, new TraceWindow(3.5, 9), 2, Order.REFUSED)))
        .isEqualTo("2@0.25 3@2.25");
    assertThat(shown(TraceTimes.of(seconds, new TraceWindow(3, 4), 1, Order.REFUSED)))
        .isEqualTo("1@0.0");
    assertThatThrownBy(() -> TraceTimes.of(seconds, new TraceWindow(15.5, 60), 1, Order.REFUSED))
        .isInstanceOf(TrafficException.class)
        .hasMessage(
            "trace_window: expected at least one row from 15.5 s to 60.0 s of the trace, found"
                + " none: it has 6 rows from 0 s to 15.0 s");
  }

  @Test
  void rowsAreSortedWhereThatIsAskedFor() {
    double[] seconds = {7, 3, 7, 1, 3};
    assertThat(shown(TraceTimes.of(seconds, TraceWindow.ALL, 1, Order.SORTED)))
        .isEqualTo("3@0.0 1@2.0 4@2.0 0@6.0 2@6.0");
    assertThatThrownBy(() -> TraceTimes.of(seconds, TraceWindow.ALL, 1, Order.REFUSED))
        .hasMessageStartingWith("trace, row 2: expected a time not before 7.0 of row 1, found 3.0")
        .hasMessageContaining("row 4: expected a time not before 7.0 of row 3, found 1.0")
        .hasMessageEndingWith("row 5: expected a time not before 7.0 of row 3, found 3.0");
  }

  @Test
  void whatIsNoTimeIsRefused() {
    assertThatThrownBy(
            () -> TraceTimes.of(new double[] {0, Double.NaN, 1}, TraceWindow.ALL, 1, Order.SORTED))
        .hasMessage("trace, row 2: expected a time in seconds, found NaN");
    assertThatThrownBy(
            () -> TraceTimes.of(new double[30], TraceWindow.ALL, Double.NaN, Order.SORTED))
        .hasMessageContaining("speed-up > 0");
    double[] backwards = IntStream.range(0, 30).mapToDouble(i -> -i).toArray();
    assertThatThrownBy(() -> TraceTimes.of(backwards, TraceWindow.ALL, 1, Order.REFUSED))
        .hasMessageEndingWith("trace: 19 more rows are wrong");
    assertThatThrownBy(() -> TraceTimes.of(new double[0], TraceWindow.ALL, 1, Order.SORTED))
        .hasMessageContaining("at least one row");
    assertThatThrownBy(() -> new TraceWindow(3, 3)).hasMessageContaining("from < to");
  }
}
