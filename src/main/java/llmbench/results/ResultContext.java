// SPDX-License-Identifier: Apache-2.0
package llmbench.results;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import llmbench.plan.Case;
import llmbench.plan.Plan;
import org.jspecify.annotations.Nullable;

/**
 * How a case's figures came about.
 *
 * @param date when the case's load began, local time
 * @param modelId vLLM's {@code model_id}
 * @param tokenizerId vLLM's {@code tokenizer_id}; null without a tokenizer
 * @param partial whether the case was ended before all its requests were sent and answered
 * @param versions of what made the result, by name
 * @param engine the embedded engine's settings; null if a server was measured
 * @param notes what a reader should know, such as why the case was stopped
 * @param gatling Gatling's own counts beside ours; null before the run's end
 */
public record ResultContext(
    Plan plan,
    Case benchmarkCase,
    LocalDateTime date,
    String modelId,
    @Nullable String tokenizerId,
    boolean partial,
    Map<String, String> versions,
    @Nullable Map<String, Object> engine,
    List<String> notes,
    @Nullable Map<String, Object> gatling) {}
