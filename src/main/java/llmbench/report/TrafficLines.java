// SPDX-License-Identifier: Apache-2.0
package llmbench.report;

import java.math.BigDecimal;
import llmbench.plan.Case;
import llmbench.plan.Curve;
import llmbench.plan.LoadSpec;
import llmbench.plan.LoadSpec.ArrivalSpec;
import org.jspecify.annotations.Nullable;

/**
 * What the console says of a case's load before it begins: the lines of {@code vllm bench serve}
 * 0.32 ({@code benchmark} in {@code vllm/benchmarks/serve.py}), and lines like them for loads that
 * it does not have.
 */
public final class TrafficLines {
  private TrafficLines() {}

  /** The lines, each ended by a line feed. */
  public static String of(LoadSpec load, Case benchCase) {
    ArrivalSpec arrivals = load.arrivals();
    String cap = line("Maximum request concurrency", most(load.users().concurrency(), benchCase));
    if (arrivals.replay() != null) {
      return "Self timing is set, using the timestamps from the trace file.\n"
          + (benchCase.maxConcurrency() == null ? "" : cap);
    }
    if (arrivals.file() != null) {
      return line("Traffic request rate", "the times of " + arrivals.file().getFileName()) + cap;
    }
    return rate(arrivals, benchCase)
        + line("Burstiness factor", burstiness(arrivals.burstiness()))
        + cap;
  }

  private static String rate(ArrivalSpec arrivals, Case benchCase) {
    if (arrivals.rampUp() != null) {
      return "Traffic ramp-up strategy: "
          + arrivals.rampUp().strategy().key()
          + ".\nWill increase RPS from "
          + whole(arrivals.rampUp().startRps())
          + " to "
          + whole(arrivals.rampUp().endRps())
          + " RPS over the duration of the benchmark.\n";
    }
    return line(
        "Traffic request rate",
        arrivals.profile() == null
            ? python(benchCase.requestRate())
            : overTime(arrivals.profile().rate())
                + (arrivals.profile().bursts().isEmpty() ? "" : ", and bursts"));
  }

  private static String burstiness(double burstiness) {
    return python(burstiness)
        + (burstiness == 1
            ? " (Poisson process)"
            : Double.isInfinite(burstiness) ? " (equal gaps)" : " (Gamma distribution)");
  }

  private static String most(@Nullable Curve concurrency, Case benchCase) {
    if (concurrency != null) {
      return overTime(concurrency);
    }
    return benchCase.maxConcurrency() == null ? "None" : benchCase.maxConcurrency().toString();
  }

  private static String overTime(Curve curve) {
    return "up to " + whole(curve.peak()) + " over " + whole(curve.seconds()) + " s";
  }

  private static String line(String label, String value) {
    return label + ": " + value + "\n";
  }

  /** A number of vLLM's ramps, which are whole; ours need not be. */
  private static String whole(double value) {
    return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
  }

  /** Python's {@code str} of a float, but for those that it writes with an exponent. */
  private static String python(double value) {
    if (Double.isInfinite(value)) {
      return "inf";
    }
    String text = whole(value);
    return text.contains(".") ? text : text + ".0";
  }
}
