// SPDX-License-Identifier: Apache-2.0
package llmbench.traffic;

import java.util.List;
import java.util.concurrent.TimeUnit;
import llmbench.plan.Curve;
import llmbench.plan.Curve.Piece;
import llmbench.plan.RateProfile;
import llmbench.plan.RequestRate;
import llmbench.random.NumpyLegacyRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a planned arrival costs, of a million: time, and bytes by the profiler of the garbage
 * collector.
 *
 * <p>Run: {@code mvn -q -Pjmh test -Djmh.args=Arrivals}
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class ArrivalsBenchmark {
  private static final int COUNT = 1_000_000;
  private static final RateProfile STAGES =
      new RateProfile(new Curve(List.of(new Piece(100, 1000, 1000), new Piece(400, 1000, 3500))));

  /** The shape of the gaps. */
  @State(Scope.Benchmark)
  public static class Shape {
    /** Shape of the gamma distribution. */
    @Param({"0.5", "1", "2", "Infinity"})
    public double burstiness;
  }

  /** vLLM's schedule at a constant rate. */
  @Benchmark
  @OperationsPerInvocation(COUNT)
  public Arrivals vllm(Shape shape) {
    return VllmSchedule.arrivals(
        COUNT, new RequestRate.Constant(2000), shape.burstiness, new NumpyLegacyRandom(0));
  }

  /** A level and a ramp, all within their duration: a million on average. */
  @Benchmark
  @OperationsPerInvocation(COUNT)
  public Arrivals stages(Shape shape) {
    return ProfileArrivals.within(500, STAGES, shape.burstiness, new NumpyLegacyRandom(0));
  }
}
