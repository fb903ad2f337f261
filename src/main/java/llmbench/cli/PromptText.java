// SPDX-License-Identifier: Apache-2.0
package llmbench.cli;

import llmbench.dataset.Prompt;
import llmbench.dataset.PromptParts;

/** A prompt for people: its text, or what it has in place of one. */
final class PromptText {
  private PromptText() {}

  /** On one line, cut after so many characters. */
  static String of(Prompt prompt, int most) {
    PromptParts parts = prompt.parts();
    StringBuilder text = new StringBuilder(prompt.text());
    if (parts.body() != null) {
      text.append(parts.body());
    }
    if (!parts.texts().isEmpty()) {
      text.append(parts.texts());
    }
    if (!parts.tokenIds().isEmpty()) {
      text.append("token ids ").append(parts.tokenIds());
    }
    if (!parts.messages().isEmpty()) {
      text.append(parts.messages());
    }
    if (!parts.media().isEmpty()) {
      text.append(" [").append(parts.media().size()).append(" media]");
    }
    String plain = text.toString().replace("\n", "\\n").replace("\r", "\\r");
    return plain.length() <= most ? plain : plain.substring(0, most) + "…";
  }
}
