// SPDX-License-Identifier: Apache-2.0
package llmbench.results;

import java.time.ZonedDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import llmbench.plan.Case;
import llmbench.plan.Plan;
import org.jspecify.annotations.Nullable;

/**
 * What a result says beside its figures.
 *
 * @param plan the run's plan
 * @param benchCase the case measured
 * @param modelId vLLM's {@code model_id}
 * @param tokenizerId vLLM's {@code tokenizer_id}; null without a tokenizer
 * @param date when the case ended, in the time zone of the machine that measured, as vLLM writes it
 * @param simulated whether the embedded simulator was measured and not an engine
 * @param partial whether the case ended before all of its requests were sent and finished
 * @param versions names to versions: llmbench, gatling, java, …
 * @param gatlingCounts Gatling's own counts of the case, from its log; null if there was none
 * @param decoding figures that vLLM has only of some runs (a ramp's events, speculative decoding,
 *     diffusion) under its keys and in its order; may be empty
 * @param sections further members of {@code llmbench}, in order; values as Jackson writes them. One
 *     may not have the name of a member that is there already ({@code IllegalArgumentException}).
 */
public record ResultContext(
    Plan plan,
    Case benchCase,
    String modelId,
    @Nullable String tokenizerId,
    ZonedDateTime date,
    boolean simulated,
    boolean partial,
    Map<String, String> versions,
    @Nullable Map<String, Object> gatlingCounts,
    Map<String, Object> decoding,
    Map<String, Object> sections) {
  /** The section of a case that went on beside others: how many at once, and which. */
  public static final String PARALLEL_CASES = "parallel_cases";

  /** The section that stands in the result within {@code llmbench.cancelled}, as its server. */
  public static final String CANCELLED_SERVER = "cancelled_server";

  /** Copies the maps. */
  public ResultContext {
    for (String section : sections.keySet()) {
      if (LlmbenchFields.MEMBERS.contains(section)) {
        throw new IllegalArgumentException("llmbench has a member of its own named " + section);
      }
    }
    versions = Collections.unmodifiableMap(new LinkedHashMap<>(versions));
    decoding = Collections.unmodifiableMap(new LinkedHashMap<>(decoding));
    sections = Collections.unmodifiableMap(new LinkedHashMap<>(sections));
  }
}
