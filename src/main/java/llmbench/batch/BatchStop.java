// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import java.util.List;
import java.util.function.Supplier;
import llmbench.calibration.ClientWarmup;
import llmbench.gatling.RunStop;
import llmbench.live.LiveRun;
import org.jspecify.annotations.Nullable;

/** How a batch is stopped, or ended at once. Takes no lock that the batch's own work may hold. */
final class BatchStop implements Interruption.Stoppable {
  private final OpenCases open;
  private final Supplier<Ending> ending;
  private final @Nullable ClientWarmup warmup;
  private final RunStop stop;
  private final Supplier<LiveRun> live;
  private final @Nullable LocalServer server;
  private volatile boolean ends;
  private volatile boolean ended;

  /**
   * @param open the cases whose load or finishing goes on
   * @param ending gives what is done at the end, with what is measured by then
   * @param server that is to end with the batch; null for none
   * @param live what is shown of the run, told of its end before the JVM is
   */
  BatchStop(
      OpenCases open,
      Supplier<Ending> ending,
      @Nullable ClientWarmup warmup,
      RunStop stop,
      @Nullable LocalServer server,
      Supplier<LiveRun> live) {
    this.live = live;
    this.server = server;
    this.open = open;
    this.ending = ending;
    this.warmup = warmup;
    this.stop = stop;
  }

  /** The last case has ended; table and status are being made. */
  void ends() {
    ends = true;
  }

  /** Table and status are made. */
  void ended() {
    ended = true;
  }

  boolean hasEnded() {
    return ended;
  }

  @Override
  public boolean stopping(Interruption.Cause cause) {
    if (ended) { // all is written but Gatling's report
      live.get().close();
      Runtime.getRuntime().halt(cause.exitCode());
    }
    if (warmup != null) {
      warmup.stop();
    }
    List<CaseFile> running = open.now();
    running.forEach(file -> file.stopping(cause.name(), stop.inFlight()));
    return !running.isEmpty();
  }

  @Override
  public boolean idle() {
    return open.now().isEmpty() && !ends;
  }

  @Override
  public void endAtOnce(Interruption.Cause cause) {
    ExitCode.haltLater(cause.exitCode());
    if (warmup != null) {
      warmup.endProcess();
    }
    open.now().forEach(CaseFile::endAtOnce);
    if (server != null) {
      server.kill();
    }
    if (!ended) {
      ending.get().interrupted();
    }
    live.get().close(); // what a collector was not told yet
    Runtime.getRuntime().halt(cause.exitCode());
  }
}
