// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset.conversation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A conversation as the data has it.
 *
 * @param id unique among those of its data
 * @param system text that goes before each request; null without
 * @param messages the user's and the assistant's by turns, the user's first; at least one. The last
 *     may be a question that the data does not answer.
 */
public record Conversation(String id, @Nullable String system, List<Message> messages) {

  /** Copies the list and checks that roles take turns. */
  public Conversation {
    messages = List.copyOf(messages);
    if (messages.isEmpty() || firstOutOfTurn(messages) >= 0) {
      throw new IllegalArgumentException("conversation " + id + ": roles do not take turns");
    }
  }

  /** A conversation without a system prompt. */
  public static Conversation of(String id, List<Message> messages) {
    return new Conversation(id, null, messages);
  }

  /** The first message whose role is not the one that is due; -1 if there is none. */
  static int firstOutOfTurn(List<Message> messages) {
    for (int i = 0; i < messages.size(); i++) {
      if (!messages.get(i).role().equals(roleAt(i))) {
        return i;
      }
    }
    return -1;
  }

  static String roleAt(int index) {
    return index % 2 == 0 ? Message.USER : Message.ASSISTANT;
  }

  /** Questions, at least 1. */
  public int turns() {
    return (messages.size() + 1) / 2;
  }
}
