// SPDX-License-Identifier: Apache-2.0
package llmbench.backend;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import llmbench.dataset.Prompt;

/**
 * A prompt as the messages of an OpenAI chat: those that it brings, else one message of the user
 * whose content is a list of its text and its media. Source: vLLM {@code endpoint_request_func.py},
 * {@code _get_chat_messages} and {@code _get_chat_content}.
 */
final class ChatMessages {
  private ChatMessages() {}

  /**
   * The messages.
   *
   * @param mediaFirst whether media stand before the text
   */
  static List<Map<String, Object>> of(Prompt prompt, boolean mediaFirst) {
    return prompt.parts().messages().isEmpty()
        ? of(prompt.text(), prompt.parts().media(), mediaFirst)
        : prompt.parts().messages();
  }

  /** One message of that text and those media. */
  static List<Map<String, Object>> of(
      String text, List<Map<String, Object>> media, boolean mediaFirst) {
    Map<String, Object> part = new LinkedHashMap<>();
    part.put("type", "text");
    part.put("text", text);
    List<Map<String, Object>> content = new ArrayList<>(media);
    content.add(mediaFirst ? content.size() : 0, part);
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("role", "user");
    message.put("content", content);
    return List.of(message);
  }
}
