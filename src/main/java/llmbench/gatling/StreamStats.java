// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import io.gatling.commons.stats.KO$;
import io.gatling.commons.stats.OK$;
import io.gatling.commons.stats.Status;
import io.gatling.commons.util.Clock;
import io.gatling.core.session.Session;
import io.gatling.core.stats.DataWritersStatsEngine;
import io.gatling.core.stats.StatsEngine;
import llmbench.recording.Outcome;
import org.jspecify.annotations.Nullable;
import scala.Option;
import scala.collection.immutable.List$;

/**
 * Tells Gatling's statistics of each request, so that its report and assertions see it: a row
 * {@code name} from sending to the last output (of a failure, to its end), and a row {@code name
 * TTFT} to the first output of the streams that completed. A try that is followed by another is a
 * KO of the row {@code name failed try}.
 */
final class StreamStats {
  /** Appended to a request's name for its row of TTFT. */
  static final String TTFT_SUFFIX = " TTFT";

  /** Appended to a request's name for its row of tries that were sent again. */
  static final String FAILED_TRY_SUFFIX = " failed try";

  /** Appended to a request's name for its row of requests that the client ended on purpose. */
  static final String CANCELLED_SUFFIX = " cancelled";

  private final StatsEngine engine;
  private final String name;
  private final WallClock wallClock;

  StreamStats(StatsEngine engine, String name, WallClock wallClock) {
    this.engine = engine;
    this.name = name;
    this.wallClock = wallClock;
  }

  /** One whose rows reach no report. */
  static StreamStats unseen(String name, Clock gatlingClock, WallClock wallClock) {
    return new StreamStats(
        new DataWritersStatsEngine(List$.MODULE$.empty(), null, gatlingClock), name, wallClock);
  }

  long millis(long nanos) {
    return wallClock.epochMillis(nanos);
  }

  void ended(Session session, StreamEnd end, @Nullable String failure) {
    if (end.outcome() == Outcome.CANCELLED) {
      log(session, name + CANCELLED_SUFFIX, end, end.endNanos(), null);
    } else if (failure == null) {
      long start = end.sentNanos();
      log(session, name, end, start + end.capture().lastOutputNanos(), null);
      if (!end.capture().whole()) {
        log(session, name + TTFT_SUFFIX, end, start + end.capture().firstOutputNanos(), null);
      }
    } else {
      log(session, name, end, end.endNanos(), failure);
    }
  }

  void failedTry(Session session, StreamEnd end) {
    log(session, name + FAILED_TRY_SUFFIX, end, end.endNanos(), StreamStats.message(end));
  }

  /** A failed request's message in the report. */
  static String message(StreamEnd end) {
    return end.outcome().key() + ": " + end.error();
  }

  private void log(
      Session session, String row, StreamEnd end, long untilNanos, @Nullable String failure) {
    Status status = failure == null ? OK$.MODULE$ : KO$.MODULE$;
    engine.logResponse(
        session.scenario(),
        session.groups(),
        row,
        millis(end.sentNanos()),
        millis(untilNanos),
        status,
        end.status() == 0 ? Option.empty() : Option.apply(Integer.toString(end.status())),
        Option.apply(failure));
  }
}
