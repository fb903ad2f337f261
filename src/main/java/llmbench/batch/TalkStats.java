// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import llmbench.dataset.conversation.ConversationLengths;
import llmbench.dataset.conversation.Conversations;
import llmbench.metrics.Description;
import llmbench.report.DescriptionTable;
import llmbench.tokenizer.Tokenizer;

/** Lengths of conversations as vLLM's {@code print_conv_stats} prints them. */
final class TalkStats {
  private static final List<Double> RANKS = List.of(25.0, 50.0, 75.0, 90.0, 99.0);

  private TalkStats() {}

  static String of(Conversations conversations, Tokenizer tokenizer) {
    ConversationLengths lengths = ConversationLengths.of(conversations.list(), tokenizer);
    StringBuilder text = new StringBuilder("Conversations statistics:\n");
    if (conversations.leftOut() > 0) {
      text.append(conversations.leftOut())
          .append(" conversations whose roles do not take turns are left out\n");
    }
    if (conversations.generator() != null) {
      conversations
          .generator()
          .parameters()
          .forEach((name, value) -> text.append(name + "=" + value + "\n"));
    }
    Map<String, Description> rows = new LinkedHashMap<>();
    rows.put("conversation_turns", Description.of(lengths.turns(), RANKS));
    rows.put("user_tokens", Description.of(lengths.userTokens(), RANKS));
    rows.put("assistant_tokens", Description.of(lengths.assistantTokens(), RANKS));
    text.append(DescriptionTable.text(rows));
    text.append("Request statistics:\n");
    text.append(
        DescriptionTable.text(
            Map.of("request_tokens", Description.of(lengths.requestTokens(), RANKS))));
    return text.toString();
  }
}
