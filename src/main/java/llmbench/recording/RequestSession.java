// SPDX-License-Identifier: Apache-2.0
package llmbench.recording;

import org.jspecify.annotations.Nullable;

/**
 * Where a request belongs in a conversation or in an agent graph.
 *
 * @param conversation the conversation's id; null for none
 * @param turn the user's turn, from 0; -1 without a conversation
 * @param client which client sent it, from 0; -1 where there are none
 * @param messages messages that it carried, a system prompt not counted; 0 if not known
 * @param historyTokens of {@code askedPromptTokens}, those before the last message; -1 if not known
 * @param graph the agent graph's id; null for none
 * @param call the id of the call in its graph; null without one
 */
public record RequestSession(
    @Nullable String conversation,
    int turn,
    int client,
    int messages,
    int historyTokens,
    @Nullable String graph,
    @Nullable String call) {

  /** A request that stands for itself. */
  public static final RequestSession NONE = new RequestSession(null, -1, -1, 0, -1, null, null);

  /** A turn of a conversation. */
  public static RequestSession ofTurn(
      String conversation, int turn, int client, int messages, int historyTokens) {
    return new RequestSession(conversation, turn, client, messages, historyTokens, null, null);
  }

  /** A call of an agent graph. */
  public static RequestSession ofCall(String graph, String call) {
    return new RequestSession(null, -1, -1, 0, -1, graph, call);
  }
}
