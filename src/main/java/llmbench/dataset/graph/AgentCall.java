// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset.graph;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A call of the model in an agent's graph.
 *
 * @param id unique in its graph
 * @param parents ids of the calls that must have been answered before it; empty: it begins with the
 *     graph
 * @param toolSeconds how long tools run between the last parent's end and this call, 0 or more
 * @param delaySeconds further seconds before it, 0 or more
 * @param messages a chat to be sent as it is; empty for none
 * @param prompt a text; null for none
 * @param inputLen tokens of a prompt to be made; null where there are messages or a text
 * @param outputLen tokens of the answer, at least 1
 * @param model where it is sent; null for the run's
 */
public record AgentCall(
    String id,
    List<String> parents,
    double toolSeconds,
    double delaySeconds,
    List<Map<String, Object>> messages,
    @Nullable String prompt,
    @Nullable Integer inputLen,
    int outputLen,
    @Nullable String model) {

  /** Copies the lists. */
  public AgentCall {
    parents = List.copyOf(parents);
    messages = List.copyOf(messages);
  }

  /** Seconds from the last parent's end, or the graph's start, until it is to be sent. */
  public double waitSeconds() {
    return toolSeconds + delaySeconds;
  }
}
