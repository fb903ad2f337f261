// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import llmbench.metrics.Description;
import llmbench.report.DescriptionTable;
import org.junit.jupiter.api.Test;

/** What vLLM's own code printed: {@code golden/conversation/make_conversations.py}. */
class ConversationLengthsTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden/conversation");
  private static final List<Double> RANKS = List.of(25.0, 50.0, 75.0, 90.0, 99.0);

  @Test
  void lengthsAreVllms() throws IOException {
    List<Conversation> made =
        ConversationFile.read(
                GOLDEN.resolve("generated-plain-wordpiece-s4294967295.json"),
                0,
                ConversationGeneratorTest.tokenizer("wordpiece"))
            .list();
    ConversationLengths lengths =
        ConversationLengths.of(made, ConversationGeneratorTest.tokenizer("wordpiece"));
    Map<String, Description> conversations = new LinkedHashMap<>();
    conversations.put("conversation_turns", Description.of(lengths.turns(), RANKS));
    conversations.put("user_tokens", Description.of(lengths.userTokens(), RANKS));
    conversations.put("assistant_tokens", Description.of(lengths.assistantTokens(), RANKS));
    Map<String, Description> requests =
        Map.of("request_tokens", Description.of(lengths.requestTokens(), RANKS));
    assertThat(Files.readString(GOLDEN.resolve("lengths.txt")))
        .contains("\n" + DescriptionTable.text(conversations) + "---")
        .contains("\n" + DescriptionTable.text(requests) + "---");
  }

  @Test
  void aConversationWithoutAnswersHasNone() {
    ConversationLengths lengths =
        ConversationLengths.of(
            List.of(Conversation.of("a", List.of(Message.user("hello")))),
            ConversationGeneratorTest.tokenizer("small"));
    assertThat(lengths.assistantTokens()).containsExactly(0);
    assertThat(lengths.userTokens()).isEqualTo(lengths.requestTokens()).hasSize(1);
  }
}
