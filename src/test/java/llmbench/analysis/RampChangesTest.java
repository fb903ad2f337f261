// SPDX-License-Identifier: Apache-2.0
package llmbench.analysis;

import static llmbench.metrics.Requests.request;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import llmbench.plan.RequestRate.Ramp;
import llmbench.plan.RequestRate.Strategy;
import llmbench.recording.RecordHeader;
import org.junit.jupiter.api.Test;

class RampChangesTest {
  private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");
  private static final RecordHeader HEADER =
      new RecordHeader(RecordHeader.FORMAT_VERSION, "c", 1_000, 0L, 28, Map.of());

  /** Requests 5, 15 and 25 of 28 are the first at 1, 2 and 3 requests a second. */
  @Test
  void aWholeNumberIsMetWhenItsFirstRequestIsDue() {
    RampChanges changes = new RampChanges(new Ramp(Strategy.LINEAR, 0.5, 3.2));
    changes.add(request(25).sentAt(8_000).dueAt(7_000.25).build());
    changes.add(request(5).sentAt(9_000).dueAt(500.1).build());
    changes.add(request(5).sentAt(9_000).dueAt(8_500).build()); // tried again
    changes.add(request(4).sentAt(400).build());

    assertThat(changes.events(HEADER, 28, 30_000_000, TOKYO))
        .containsExactly(
            Map.of("rps", 0, "timestamp", "1970-01-01T09:00:01.030000"),
            Map.of("rps", 1, "timestamp", "1970-01-01T09:00:01.500100"),
            Map.of("rps", 3, "timestamp", "1970-01-01T09:00:08.000250"));
  }

  @Test
  void aKilledRunTellsWhatItSentAndPythonLeavesOutNoMicroseconds() {
    RampChanges changes = new RampChanges(new Ramp(Strategy.LINEAR, 1, 3));
    changes.add(request(1).sentAt(1_000).build());

    assertThat(changes.events(HEADER, 3, Long.MAX_VALUE, TOKYO))
        .isEqualTo(List.of(Map.of("rps", 2, "timestamp", "1970-01-01T09:00:02")));
    assertThat(new RampChanges(new Ramp(Strategy.EXPONENTIAL, 4, 2)).events(HEADER, 9, 0, TOKYO))
        .isEqualTo(List.of(Map.of("rps", 4, "timestamp", "1970-01-01T09:00:01")));
  }
}
