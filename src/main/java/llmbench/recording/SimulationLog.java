// SPDX-License-Identifier: Apache-2.0
package llmbench.recording;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A {@code simulation.log} summed up: Gatling's own view of a run. Maps are in the order in which
 * their keys first came.
 *
 * @param simulationClass the simulation's class
 * @param startEpochMillis when the run started
 * @param users users of each scenario; one that never started has none
 * @param requests rows of requests by name
 * @param groups rows of groups by name
 * @param errors what went wrong before a request could be sent, and how often
 * @param incomplete a sentence if the log does not reach the end of its run, as that of a killed
 *     run; null if it does
 */
public record SimulationLog(
    String simulationClass,
    long startEpochMillis,
    Map<String, Users> users,
    Map<RequestPath, Rows> requests,
    Map<RequestPath, Rows> groups,
    Map<String, Long> errors,
    @Nullable String incomplete) {

  /** How many users of a scenario started and ended. */
  public record Users(long started, long ended) {
    static final Users NONE = new Users(0, 0);

    Users plus(boolean start) {
      return start ? new Users(started + 1, ended) : new Users(started, ended + 1);
    }
  }

  /**
   * What was logged under one name.
   *
   * @param firstStartEpochMillis the earliest start
   * @param lastEndEpochMillis the latest end
   * @param messages why some failed, and how often
   */
  public record Rows(
      OkKo count,
      long firstStartEpochMillis,
      long lastEndEpochMillis,
      Map<String, Long> messages) {}

  /**
   * Reads a log to its end.
   *
   * @throws RecordFormatException if it is of another version of Gatling, or broken; a cut end is
   *     no error
   */
  public static SimulationLog read(Path file) throws IOException {
    try (SimulationLogReader reader = SimulationLogReader.open(file)) {
      SimulationCounter counter = new SimulationCounter(reader.scenarios());
      for (SimulationEvent event = reader.read(); event != null; event = reader.read()) {
        counter.add(event);
      }
      long running = counter.runningUsers();
      String unended = running > 0 ? file + ": ends while users were running: " + running : null;
      return new SimulationLog(
          reader.simulationClass(),
          reader.startEpochMillis(),
          counter.users(),
          counter.requests(),
          counter.groups(),
          counter.errors(),
          reader.cutEntry().orElse(unended));
    }
  }

  /** The rows under a name, none if there are none. */
  OkKo count(RequestPath path) {
    Rows rows = requests.get(path);
    return rows == null ? OkKo.NONE : rows.count();
  }
}
