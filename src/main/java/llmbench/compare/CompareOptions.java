// SPDX-License-Identifier: Apache-2.0
package llmbench.compare;

import java.util.Set;

/**
 * How two sides are compared.
 *
 * @param threshold the least change that matters, as a share above 0 and below 1
 * @param metrics keys or metrics that are compared ({@code p99_ttft_ms}, {@code ttft}); empty for
 *     all
 * @param asVllm whether results of ours give their figures by vLLM's definitions
 * @param force whether sides are compared that differ in what matters
 */
public record CompareOptions(double threshold, Set<String> metrics, boolean asVllm, boolean force) {
  /** The threshold by default. */
  public static final double THRESHOLD = 0.05;

  /** As the command has them without options. */
  public static final CompareOptions DEFAULT =
      new CompareOptions(THRESHOLD, Set.of(), false, false);

  /** Whether a metric may be named so. */
  public static boolean known(String metric) {
    return Figure.ALL.stream().anyMatch(figure -> figure.named(metric));
  }

  boolean has(Figure figure) {
    return metrics.isEmpty() || metrics.stream().anyMatch(figure::named);
  }
}
