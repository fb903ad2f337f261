// SPDX-License-Identifier: Apache-2.0
package llmbench.calibration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.Map;
import llmbench.backend.Backend;
import llmbench.backend.Backends;
import llmbench.dataset.Prompt;
import llmbench.gatling.StreamCapture;
import llmbench.gatling.StreamEnd;
import llmbench.gatling.StreamRequest;
import llmbench.recording.Outcome;
import org.junit.jupiter.api.Test;

class NoiseFloorTest {
  private static final Backend BACKEND = Backends.named("openai-chat");
  private static final long MILLI = 1_000_000;

  /** A request sent at 1 s, on its way at once but for {@code delay}, whose tokens came then. */
  private static StreamEnd end(String id, Outcome outcome, long delay, long... tokenNanos) {
    long sent = 1000 * MILLI;
    StreamCapture capture = new StreamCapture(BACKEND, sent, 4);
    for (long nanos : tokenNanos) {
      capture.read(
          Unpooled.copiedBuffer("data: {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n\n", UTF_8),
          nanos);
    }
    return new StreamEnd(
        new StreamRequest(0, id, new Prompt("", 0, 4), sent, new byte[0]),
        0,
        true,
        sent,
        sent + delay,
        sent + delay,
        sent,
        capture,
        outcome,
        200,
        null,
        -1);
  }

  private static long[] millis(double... at) {
    return java.util.Arrays.stream(at).mapToLong(ms -> Math.round(ms * MILLI)).toArray();
  }

  @Test
  void isWhatTheClientAdds() {
    StreamEnd end = end("a", Outcome.COMPLETED, 2 * MILLI, millis(1100.5, 1120.25, 1140.25));
    NoiseFloor floor = NoiseFloor.of(List.of(end), Map.of("a", millis(1100, 1120, 1140)));
    // 2 ms until it was sent, 0.5 ms until the token was seen.
    assertThat(floor.ttftMillis()).containsExactly(2.5);
    // One gap seen as 19.75 ms instead of 20, one as 20.
    assertThat(floor.itlMillis()).containsExactly(0, 0.25);
  }

  @Test
  void onlyWhatBothKnowIsCompared() {
    List<StreamEnd> ends =
        List.of(
            end("unknown", Outcome.COMPLETED, 0, millis(1100)),
            end("failed", Outcome.CUT, 0, millis(1100)),
            end("other length", Outcome.COMPLETED, 0, millis(1100, 1101)),
            end("a", Outcome.COMPLETED, 0, millis(1101)));
    Map<String, long[]> written =
        Map.of("failed", millis(1100), "other length", millis(1100), "a", millis(1100));
    NoiseFloor floor = NoiseFloor.of(ends, written);
    assertThat(floor.requests()).isEqualTo(1);
    assertThat(floor.ttftMillis()).containsExactly(1.0);
    assertThat(floor.itlMillis()).isEmpty();
  }

  @Test
  void percentilesAreNeverTooGood() {
    double[] sorted = {1, 2, 3, 4};
    assertThat(NoiseFloor.percentile(sorted, 50)).isEqualTo(2);
    assertThat(NoiseFloor.percentile(sorted, 51)).isEqualTo(3);
    assertThat(NoiseFloor.percentile(sorted, 99)).isEqualTo(4);
    assertThat(NoiseFloor.percentile(sorted, 0)).isEqualTo(1);
    assertThat(NoiseFloor.percentile(new double[0], 50)).isNaN();
  }
}
