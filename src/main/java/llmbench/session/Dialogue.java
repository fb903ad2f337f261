// SPDX-License-Identifier: Apache-2.0
package llmbench.session;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import llmbench.dataset.conversation.Conversation;
import llmbench.dataset.conversation.Message;
import llmbench.plan.MultiTurnSpec;
import llmbench.plan.MultiTurnSpec.History;
import org.jspecify.annotations.Nullable;

/** A conversation under way: what was said so far, and what the data would have said. */
final class Dialogue {
  private static final double SECONDS_PER_TOKEN = 0.2;

  private final Conversation data;
  private final MultiTurnSpec spec;
  private final ToIntFunction<String> tokens;

  /** The data's messages, answers replaced by the model's as they come. */
  private final List<Message> messages;

  /** Messages that were used: vLLM's {@code turns_count}. */
  private int used;

  /**
   * @param tokens counts a text's tokens without special ones
   * @param skipFirst whether the first turn was sent already
   */
  Dialogue(Conversation data, MultiTurnSpec spec, ToIntFunction<String> tokens, boolean skipFirst) {
    this.data = data;
    this.spec = spec;
    this.tokens = tokens;
    this.messages = new ArrayList<>(data.messages());
    this.used = skipFirst ? 2 : 0;
  }

  String id() {
    return data.id();
  }

  /** Whether all its questions were asked, or as many as {@code max_turns} allows. */
  boolean ended() {
    int most = data.messages().size();
    return used >= (spec.maxTurns() == null ? most : Math.min(most, spec.maxTurns()));
  }

  /** The turn that is due. */
  Turn next(int client) {
    int last = used;
    List<Message> sent = new ArrayList<>();
    if (data.system() != null) {
      sent.add(new Message(Message.SYSTEM, data.system()));
    }
    boolean ofData = spec.history() == History.DATASET;
    sent.addAll((ofData ? data.messages() : messages).subList(0, last + 1));
    Integer least = limit(spec.limits().minTokens(), last + 1);
    Integer most = limit(spec.limits().maxTokens(), last + 1);
    return new Turn(
        id(),
        last / 2,
        client,
        sent,
        last + 1,
        least,
        most,
        spec.sendConversationId() ? id() : null,
        most == null
            ? spec.requestTimeoutSeconds()
            : Math.max(spec.requestTimeoutSeconds(), (int) (most * SECONDS_PER_TOKEN)),
        spec.verifyOutput() ? answer(last + 1) : null);
  }

  /** What the data has there; null if it ends before. */
  private @Nullable String answer(int at) {
    return at < data.messages().size() ? data.messages().get(at).content() : null;
  }

  private @Nullable Integer limit(int asked, int answer) {
    if (asked < 0) {
      return null;
    }
    if (asked > 0) {
      return asked;
    }
    return answer < data.messages().size()
        ? (Integer) Math.max(1, tokens.applyAsInt(data.messages().get(answer).content()))
        : null;
  }

  /** Whether the answer to the turn that is due is the data's; true where that has none. */
  boolean verified(String answer) {
    String expected = answer(used + 1);
    return expected == null || expected.equals(answer);
  }

  /** The turn that was due was answered. */
  void answered(String answer) {
    int at = used + 1;
    Message said = Message.assistant(answer);
    if (at < messages.size()) {
      messages.set(at, said);
    } else {
      messages.add(said);
    }
    used += 2;
  }

  /** What a further run of the conversation begins with. */
  Conversation continued() {
    return spec.history() == History.DATASET ? data : said();
  }

  /** The conversation with the answers that came. */
  Conversation said() {
    return new Conversation(data.id(), data.system(), messages);
  }
}
