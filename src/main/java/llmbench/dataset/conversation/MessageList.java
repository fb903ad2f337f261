// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset.conversation;

import java.util.ArrayList;
import java.util.List;
import llmbench.dataset.DatasetException;
import llmbench.dataset.JsonPlace;

/** Reads a list of {@code {"role": …, "content": …}}. */
final class MessageList {
  private static final List<String> ROLES =
      List.of(Message.USER, Message.ASSISTANT, Message.SYSTEM);

  private MessageList() {}

  /**
   * The messages of a list.
   *
   * @throws DatasetException if a role is not known, or a content is no text
   */
  static List<Message> read(JsonPlace list) {
    List<Message> messages = new ArrayList<>();
    for (int i = 0; i < list.node().size(); i++) {
      JsonPlace message = list.at(i);
      if (!message.node().isObject()) {
        throw message.unexpected("an object with role and content");
      }
      String role = message.at("role").text();
      if (!ROLES.contains(role)) {
        throw message
            .at("role")
            .unexpected("one of " + String.join(", ", ROLES), "\"" + role + "\"");
      }
      messages.add(new Message(role, message.at("content").text()));
    }
    return messages;
  }
}
