// SPDX-License-Identifier: Apache-2.0
package llmbench.backend;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import llmbench.dataset.Prompt;

/** A prompt as the value of one field: a chat, token ids, several texts, or one text. */
final class Inputs {
  private Inputs() {}

  /** The value, as vLLM puts {@code prompt} into its bodies. */
  static Object of(Prompt prompt) {
    if (!prompt.parts().messages().isEmpty()) {
      return prompt.parts().messages();
    }
    return texts(prompt);
  }

  /** The value where a chat cannot stand. */
  static Object texts(Prompt prompt) {
    if (!prompt.parts().tokenIds().isEmpty()) {
      return prompt.parts().tokenIds();
    }
    return prompt.parts().texts().isEmpty() ? prompt.text() : prompt.parts().texts();
  }

  /** A single text: of a chat the texts of its messages, a line each. */
  static String text(Prompt prompt) {
    if (prompt.parts().messages().isEmpty()) {
      return prompt.parts().texts().isEmpty()
          ? prompt.text()
          : String.join("\n", prompt.parts().texts());
    }
    List<String> lines = new ArrayList<>();
    for (Map<String, Object> message : prompt.parts().messages()) {
      Object content = message.get("content");
      if (content instanceof List<?> parts) {
        for (Object part : parts) {
          if (part instanceof Map<?, ?> map && map.get("text") instanceof String text) {
            lines.add(text);
          }
        }
      } else if (content instanceof String text) {
        lines.add(text);
      }
    }
    return String.join("\n", lines);
  }
}
