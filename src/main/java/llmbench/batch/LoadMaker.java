// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import llmbench.dataset.Prompt;
import llmbench.plan.Case;
import llmbench.plan.Curve;
import llmbench.plan.LoadSpec;
import llmbench.plan.LoadSpec.ArrivalSpec;
import llmbench.plan.LoadSpec.Replay;
import llmbench.plan.RateProfile;
import llmbench.plan.RequestRate;
import llmbench.plan.TraceWindow;
import llmbench.random.NumpyLegacyRandom;
import llmbench.traffic.ArrivalFile;
import llmbench.traffic.Arrivals;
import llmbench.traffic.ProfileArrivals;
import llmbench.traffic.TraceTimes;
import llmbench.traffic.TrafficException;
import llmbench.traffic.VllmSchedule;
import org.jspecify.annotations.Nullable;

/** When the requests of a case with an open model come, and which of its prompts they are. */
public final class LoadMaker {
  private static final double NANOS_PER_SECOND = 1e9;

  private LoadMaker() {}

  /**
   * What is sent, and when.
   *
   * @param prompts those that are sent, in order; begun again where there are more arrivals
   */
  public record Made(List<Prompt> prompts, Arrivals arrivals) {}

  /**
   * The arrivals of a case.
   *
   * @param asTheyAre whether times of the data set's rows count from 0, as vLLM takes those of
   *     {@code timed_trace}; else from the first row
   * @param prompts at least one
   * @param numpy NumPy's global generator as the data set left it
   * @throws TrafficException if there cannot be such arrivals
   */
  public static Made of(
      LoadSpec load,
      Case benchCase,
      boolean asTheyAre,
      List<Prompt> prompts,
      NumpyLegacyRandom numpy) {
    ArrivalSpec spec = load.arrivals();
    Replay replay = spec.replay();
    if (replay != null) {
      return until(load.duration(), replayed(replay, asTheyAre, prompts));
    }
    Path file = spec.file();
    if (file != null) {
      return until(load.duration(), new Made(prompts, read(file)));
    }
    return new Made(prompts, drawn(load, benchCase, prompts.size(), numpy));
  }

  /**
   * When graphs come, at the case's rate.
   *
   * @param graphs how many there are; no more come, also within a duration
   * @param numpy NumPy's global generator as the data set left it
   */
  static Arrivals ofGraphs(LoadSpec load, Case benchCase, int graphs, NumpyLegacyRandom numpy) {
    Arrivals drawn = drawn(load, benchCase, graphs, numpy);
    return drawn.size() <= graphs
        ? drawn
        : Arrivals.of(IntStream.range(0, graphs).mapToDouble(drawn::seconds).toArray());
  }

  private static Arrivals drawn(
      LoadSpec load, Case benchCase, int prompts, NumpyLegacyRandom numpy) {
    ArrivalSpec spec = load.arrivals();
    RateProfile profile = spec.profile();
    RequestRate.Ramp ramp = spec.rampUp();
    Duration duration = load.duration();
    if (duration != null && ramp == null) {
      double seconds = duration.toNanos() / NANOS_PER_SECOND;
      RateProfile rate =
          profile == null
              ? new RateProfile(Curve.constant(benchCase.requestRate(), seconds))
              : profile;
      return ProfileArrivals.within(seconds, rate, spec.burstiness(), numpy);
    }
    if (profile != null) {
      return ProfileArrivals.first(prompts, profile, spec.burstiness(), numpy);
    }
    RequestRate rate = ramp == null ? new RequestRate.Constant(benchCase.requestRate()) : ramp;
    return until(
            duration,
            new Made(List.of(), VllmSchedule.arrivals(prompts, rate, spec.burstiness(), numpy)))
        .arrivals();
  }

  /** Only what comes within the duration. */
  private static Made until(@Nullable Duration duration, Made made) {
    if (duration == null) {
      return made;
    }
    int count = made.arrivals().until(duration.toNanos() / NANOS_PER_SECOND);
    double[] seconds = IntStream.range(0, count).mapToDouble(made.arrivals()::seconds).toArray();
    return new Made(made.prompts(), Arrivals.of(seconds));
  }

  private static Made replayed(Replay replay, boolean asTheyAre, List<Prompt> prompts) {
    double[] seconds = new double[prompts.size()];
    for (int i = 0; i < seconds.length; i++) {
      Double at = prompts.get(i).parts().arrivalSeconds();
      if (at == null) {
        throw new TrafficException(
            "self_timed: expected a time of arrival with each request, found none with request "
                + i);
      }
      seconds[i] = at;
    }
    if (asTheyAre && replay.equals(new Replay(1, TraceWindow.ALL))) {
      return new Made(prompts, asTheyAre(seconds));
    }
    TraceTimes times =
        TraceTimes.of(seconds, replay.window(), replay.speedup(), TraceTimes.Order.REFUSED);
    List<Prompt> kept =
        IntStream.range(0, times.size()).mapToObj(i -> prompts.get(times.row(i))).toList();
    return new Made(kept, times.arrivals());
  }

  private static Arrivals asTheyAre(double[] seconds) {
    try {
      return Arrivals.of(seconds);
    } catch (TrafficException e) {
      throw new TrafficException("self_timed: " + e.getMessage());
    }
  }

  private static Arrivals read(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return ArrivalFile.read(file.toString(), lines.iterator()).arrivals();
    } catch (NoSuchFileException e) {
      throw new TrafficException("arrivals_file: expected a file, found none at " + file);
    } catch (MalformedInputException e) {
      throw new TrafficException("arrivals_file: expected UTF-8, found other bytes in " + file);
    } catch (IOException e) {
      throw new TrafficException("arrivals_file: cannot read " + file + ": " + e.getMessage());
    }
  }
}
