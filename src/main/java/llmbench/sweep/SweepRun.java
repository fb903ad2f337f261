// SPDX-License-Identifier: Apache-2.0
package llmbench.sweep;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A sweep under way (vLLM: {@code sweep/serve.py}, {@code run_combs}). The caller asks what is
 * next, does it, says what came of it, and asks again, until {@link SweepStep.Finished}. What is
 * whole from before is kept; a server is asked for only where a run is still to be measured. All
 * files but the runs' own results are written here.
 */
public final class SweepRun {
  private final SweepFolder folder;
  private final SweepOptions options;
  private final Sweep sweep;
  private final Deque<Sweep.Group> groups;
  private final List<ObjectNode> results = new ArrayList<>();
  private final Map<String, List<ObjectNode>> byPoint = new LinkedHashMap<>();
  private @Nullable GroupPoints group;
  private @Nullable PointRuns point;
  private SweepStep.@Nullable Run running;
  private boolean starting;
  private boolean serving;
  private boolean serverFailed;
  private int measured;
  private int kept;
  private int failed;

  /** A sweep whose folder is open. */
  public SweepRun(Sweep sweep, SweepFolder folder, SweepOptions options) {
    this.sweep = sweep;
    this.folder = folder;
    this.options = options;
    this.groups = new ArrayDeque<>(sweep.groups());
  }

  /**
   * What to do next. A step that was not reported on before counts as done if it started or ended a
   * server.
   *
   * @throws SweepException if a result lacks the figures that the workload's levels are made of
   * @throws IOException if a file of the experiment cannot be read or written
   */
  public SweepStep next() throws IOException {
    if (running != null) {
      throw new IllegalStateException("the run has neither finished nor failed");
    }
    if (starting) {
      starting = false;
      serving = true;
      folder.forgetFailure(group().serve());
    }
    while (true) {
      if (point != null && point.isDue() && serverFailed) {
        failed += point.skip();
      }
      if (point != null && point.isDue()) {
        if (!serving) {
          starting = true;
          return new SweepStep.StartServer(group().serve());
        }
        running = point.next();
        return running;
      }
      SweepStep end = advance();
      if (end != null) {
        return end;
      }
    }
  }

  /** Goes to the next point, group, or the end; null if there is a point to look at. */
  private @Nullable SweepStep advance() throws IOException {
    if (point != null) {
      finish(point);
      point = null;
    }
    Optional<SweepPoint> next = group == null ? Optional.empty() : group.next();
    if (next.isPresent()) {
      point = new PointRuns(next.get(), folder, options);
      kept += point.kept();
      return null;
    }
    if (group != null) {
      results.addAll(group.results());
      group = null;
    }
    if (serving) {
      serving = false;
      return new SweepStep.EndServer();
    }
    if (groups.isEmpty()) {
      folder.saveTable(results);
      return new SweepStep.Finished(measured, kept, failed);
    }
    group = new GroupPoints(sweep, groups.remove());
    serverFailed = false;
    return null;
  }

  private GroupPoints group() {
    if (group == null) {
      throw new IllegalStateException("no server is in use");
    }
    return group;
  }

  /**
   * The run has ended. Its result, joined with its number and the changes, goes to the run's file.
   *
   * @param written where its result is; may be the run's file itself
   * @throws SweepException if there is no whole result and errors end the sweep
   * @throws IOException if the result cannot be read or written
   */
  public void finished(Path written) throws IOException {
    SweepStep.Run run = run();
    Optional<ObjectNode> result =
        folder.result(written, run.point(), run.number(), run.overrides());
    if (result.isEmpty()) {
      failed("MissingResult", "expected the result in " + written + ", found none that is whole");
      return;
    }
    folder.saveRun(run.point(), run.number(), result.get());
    running = null;
    measured += run.isWarmup() ? 0 : 1;
  }

  /**
   * The run has failed. That is written down, and whatever it wrote of a result is taken away.
   *
   * @param type a short kind, such as an exception's class
   * @param error the message
   * @throws SweepException if errors end the sweep
   */
  public void failed(String type, String error) throws IOException {
    SweepStep.Run run = run();
    running = null;
    failed++;
    Files.deleteIfExists(run.file());
    folder.saveFailure(run, new SweepFolder.Failure(type, error));
    stop(run.file() + ": " + error);
  }

  /**
   * The server could not be started, or has ended by itself; a run under way has then failed. What
   * is left of its points is passed over.
   *
   * @param type a short kind, such as an exception's class
   * @param error the message
   * @throws SweepException if errors end the sweep
   */
  public void serverFailed(String type, String error) throws IOException {
    ParameterSet serve = group().serve();
    starting = false;
    serverFailed = true;
    folder.saveFailure(serve, new SweepFolder.Failure(type, error));
    if (running != null) {
      failed(type, error);
    }
    stop(serve.isEmpty() ? error : "SERVE-" + serve.name() + ": " + error);
  }

  /**
   * The sweep ends before its end. A run under way is given up without a word, so that it is due
   * when the sweep goes on; the results that are there are written together.
   */
  public void ended() throws IOException {
    running = null;
    if (point != null) {
      finish(point);
      point = null;
    }
    if (group != null) {
      results.addAll(group.results());
      group = null;
    }
    folder.saveTable(results);
  }

  /** Results by the name of their point, in the order of measurement. */
  public Map<String, List<ObjectNode>> resultsByPoint() {
    return Collections.unmodifiableMap(byPoint);
  }

  private void finish(PointRuns runs) throws IOException {
    List<ObjectNode> there = runs.finish();
    byPoint.put(runs.point().title(), there);
    group().measured(there);
  }

  private SweepStep.Run run() {
    if (running == null) {
      throw new IllegalStateException("no run is under way");
    }
    return running;
  }

  private void stop(String why) {
    if (!options.continueOnError()) {
      throw new SweepException(
          why
              + "\nThe sweep has stopped; its finished runs are kept in "
              + folder.path()
              + ". Mend the cause and set resume: true, or set continue_on_error: true to pass over"
              + " what fails.");
    }
  }
}
