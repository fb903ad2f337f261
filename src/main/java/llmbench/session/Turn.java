// SPDX-License-Identifier: Apache-2.0
package llmbench.session;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import llmbench.dataset.conversation.Message;
import org.jspecify.annotations.Nullable;

/**
 * One turn of a conversation: the request to be sent.
 *
 * @param conversation the conversation's id
 * @param number the user's turn, from 0
 * @param client who sends it, from 0
 * @param messages all messages of the request, a system prompt among them; the last is the question
 * @param inputTurns vLLM's {@code input_num_turns}: messages without the system prompt
 * @param minTokens the least length of the answer; null for no limit
 * @param maxTokens the most; null for no limit
 * @param sessionId the body's {@code conversation_id} and the header {@code X-Session-ID}; null
 *     where it is not to be sent
 * @param timeoutSeconds vLLM's limit for the whole request: raised to 0.2 s a token where {@code
 *     maxTokens} is large
 * @param expected the answer that the model is to give, where that is asked for; null else
 */
public record Turn(
    String conversation,
    int number,
    int client,
    List<Message> messages,
    int inputTurns,
    @Nullable Integer minTokens,
    @Nullable Integer maxTokens,
    @Nullable String sessionId,
    int timeoutSeconds,
    @Nullable String expected) {

  /** The field of the body that carries {@link #sessionId}. */
  public static final String SESSION_FIELD = "conversation_id";

  /** Copies the list. */
  public Turn {
    messages = List.copyOf(messages);
  }

  /** Everything before the question: what a server may have in its cache. */
  List<Message> history() {
    return messages.subList(0, messages.size() - 1);
  }

  /**
   * Tokens of a turn's texts, as vLLM counts them: without what a chat template adds.
   *
   * @param input of all messages
   * @param history of those before the question
   */
  public record Tokens(int input, int history) {}

  /**
   * Counts its tokens; takes as long as the texts are, so not on a thread that measures.
   *
   * @param count of a text, without special tokens
   */
  public Tokens tokens(ToIntFunction<String> count) {
    int before = history().stream().mapToInt(said -> count.applyAsInt(said.content())).sum();
    return new Tokens(
        before + count.applyAsInt(messages.get(messages.size() - 1).content()), before);
  }

  /** The messages as a chat's body has them. */
  public List<Map<String, Object>> body() {
    return messages.stream().map(Turn::field).toList();
  }

  private static Map<String, Object> field(Message message) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("role", message.role());
    fields.put("content", message.content());
    return fields;
  }
}
