// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import java.util.List;
import java.util.function.ToIntFunction;
import llmbench.dataset.conversation.Conversation;
import llmbench.dataset.graph.AgentGraph;
import llmbench.plan.MultiTurnSpec;
import llmbench.traffic.Arrivals;
import org.jspecify.annotations.Nullable;

/** What drives a case whose requests come of what became of others. */
public sealed interface SessionLoad {

  /**
   * Conversations.
   *
   * @param list in the order in which they are begun
   * @param spec the case's, without {@link MultiTurnSpec#problems}
   * @param seed of the clients' choices and pauses
   * @param tokens counts a text's tokens without special ones; by any thread
   */
  record Conversations(
      List<Conversation> list, MultiTurnSpec spec, long seed, ToIntFunction<String> tokens)
      implements SessionLoad {}

  /**
   * Agent graphs. The case's prompts are those of their calls, in the graphs' order.
   *
   * @param list in the order in which they are begun
   * @param active most graphs under way at once, at least 1
   * @param arrivals when each graph comes, whatever becomes of those before: those that are not let
   *     in at once wait; null if the next one comes when one has ended
   */
  record Graphs(List<AgentGraph> list, int active, @Nullable Arrivals arrivals)
      implements SessionLoad {
    /** The same with times of arrival. */
    public Graphs at(Arrivals times) {
      return new Graphs(list, active, times);
    }
  }
}
