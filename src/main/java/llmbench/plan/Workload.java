// SPDX-License-Identifier: Apache-2.0
package llmbench.plan;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * A class of requests: where its prompts come from, how many or how often, what its requests carry
 * and what is asked of them.
 *
 * @param name of letters, digits, {@code _}, {@code -} and {@code .}; unique in a plan
 * @param prompts its data set; the weight is its share of the requests, with a rate that rate
 * @param rate of arrivals of its own; null where it has a share of those of all
 * @param slo its limits, which come over {@link MetricSpec#slo}; null without
 * @param model the name in the payload; null for that of all
 * @param ignoreEos the payload's {@code ignore_eos}; null for that of all, or vLLM's rule
 * @param body {@code priority}, sampling parameters and {@code extra_body}, merged over those of
 *     all in this order
 * @param headers sent with its requests, over those of all; values are secrets
 */
public record Workload(
    String name,
    MixPart prompts,
    @Nullable Rate rate,
    @Nullable Slo slo,
    @Nullable String model,
    @Nullable Boolean ignoreEos,
    Map<String, Object> body,
    Map<String, String> headers) {
  private static final long SEEDS = 1L << 32;

  /**
   * Arrivals at a rate.
   *
   * @param perSecond above 0, finite
   * @param burstiness as {@link LoadSpec.ArrivalSpec#burstiness}
   */
  public record Rate(double perSecond, double burstiness) {}

  /**
   * The seed of its prompts and arrivals, which depends on its name and on no other class: the
   * case's plus the CRC-32 of the name in UTF-8, below 2^32.
   *
   * @param seedOfCase {@link Plan#seedOf}
   */
  public long seed(long seedOfCase) {
    CRC32 crc = new CRC32();
    crc.update(name.getBytes(StandardCharsets.UTF_8));
    return (seedOfCase + crc.getValue()) % SEEDS;
  }

  /** Does not show the headers' values. */
  @Override
  public String toString() {
    return name;
  }
}
