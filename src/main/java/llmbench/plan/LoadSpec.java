// SPDX-License-Identifier: Apache-2.0
package llmbench.plan;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When the requests of a case come, beside its rate and its cap ({@link Case#requestRate}, {@link
 * Case#maxConcurrency}).
 *
 * @param arrivals of an open model: requests come at times of their own
 * @param users of a closed model: a request comes when a user is free for it
 * @param duration for how long requests come; null until all prompts are sent. Prompts begin again
 *     when they are used up
 * @param gracePeriod how long requests in flight may go on after {@code duration}; then they are
 *     cut
 * @param shape what else there is beside the requests that are measured
 */
public record LoadSpec(
    ArrivalSpec arrivals,
    UserSpec users,
    @Nullable Duration duration,
    Duration gracePeriod,
    ShapeSpec shape) {
  /** How long requests may go on where nothing is said. */
  public static final Duration DEFAULT_GRACE = Duration.ofSeconds(30);

  /** vLLM's default: all at once, or as soon as {@code max_concurrency} lets them. */
  public static final LoadSpec AT_ONCE =
      new LoadSpec(ArrivalSpec.AT_ONCE, UserSpec.PLAIN, null, DEFAULT_GRACE);

  /** A load with nothing beside it. */
  public LoadSpec(
      ArrivalSpec arrivals, UserSpec users, @Nullable Duration duration, Duration gracePeriod) {
    this(arrivals, users, duration, gracePeriod, ShapeSpec.NONE);
  }

  /**
   * Arrivals at times of their own. At most one of {@code rampUp}, {@code profile}, {@code replay}
   * and {@code file}, and only where the case has no rate.
   *
   * @param burstiness the shape of the gamma distribution of the gaps, above 0: 1 for Poisson
   *     arrivals, below for bursts, above for evener ones, {@link Double#POSITIVE_INFINITY} for
   *     equal gaps
   * @param rampUp vLLM's ramp; null without
   * @param profile a rate over time; null without
   * @param replay the data set's own times; null without
   * @param file offsets that an earlier run wrote; null without
   */
  public record ArrivalSpec(
      double burstiness,
      RequestRate.@Nullable Ramp rampUp,
      @Nullable RateProfile profile,
      @Nullable Replay replay,
      @Nullable Path file) {
    /** All at once. */
    public static final ArrivalSpec AT_ONCE = new ArrivalSpec(1, null, null, null, null);

    /** Whether arrivals have times of their own though the case has no rate. */
    boolean timed() {
      return rampUp != null || profile != null || replay != null || file != null;
    }
  }

  /**
   * The times that the data set's rows have.
   *
   * @param speedup seconds of the trace that pass in one, above 0
   * @param window which rows are sent
   */
  public record Replay(double speedup, TraceWindow window) {}

  /**
   * Users of a closed model.
   *
   * @param concurrency how many there are over time; null for {@code max_concurrency} all along
   * @param thinkTime from a request's end to the user's next one; null for none
   */
  public record UserSpec(@Nullable Curve concurrency, @Nullable ThinkTime thinkTime) {
    /** Each sends again at once, and there are as many all along. */
    public static final UserSpec PLAIN = new UserSpec(null, null);
  }

  /** Whether requests of a case with that rate come at times of their own. */
  boolean timed(double requestRate) {
    return !Double.isInfinite(requestRate) || arrivals.timed();
  }

  /** Whether each user of a closed case sends again at once until all prompts are sent. */
  boolean plain() {
    return users.equals(UserSpec.PLAIN) && duration == null && shape.equals(ShapeSpec.NONE);
  }
}
