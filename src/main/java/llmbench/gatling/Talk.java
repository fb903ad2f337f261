// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import io.gatling.core.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import llmbench.backend.Backend;
import llmbench.dataset.Prompt;
import llmbench.dataset.PromptParts;
import org.jspecify.annotations.Nullable;
import scala.Option;

/**
 * A conversation that a virtual user leads over several steps: what was said stands in a session
 * attribute, a list of messages with {@code role} and {@code content}.
 *
 * @param attribute its name
 */
record Talk(String attribute) {
  private static final String ROLE = "role";
  private static final String CONTENT = "content";
  private static final String USER = "user";

  /**
   * A talk with that backend.
   *
   * @throws IllegalArgumentException if its API takes no chats
   */
  static Talk of(String attribute, Backend backend) {
    if (!backend.api().takesChats()) {
      throw new IllegalArgumentException(
          "conversation(\""
              + attribute
              + "\") needs a backend that takes chats, such as openai-chat; found "
              + backend.api().key());
    }
    return new Talk(attribute);
  }

  /** Whether a prompt can be a turn: it is a text, with media or without, or messages. */
  static boolean takes(Prompt prompt) {
    PromptParts parts = prompt.parts();
    return parts.texts().isEmpty() && parts.tokenIds().isEmpty() && parts.body() == null;
  }

  /** The question after all that was said. */
  Prompt prompt(Session session, Prompt question) {
    List<Map<String, Object>> all = new ArrayList<>(said(session));
    all.addAll(messages(question));
    PromptParts parts = question.parts().withMedia(List.of()).withMessages(List.copyOf(all));
    return new Prompt(question.text(), question.promptLen(), question.outputLen(), parts);
  }

  private static List<Map<String, Object>> messages(Prompt question) {
    PromptParts parts = question.parts();
    if (!parts.messages().isEmpty()) {
      return parts.messages();
    }
    if (parts.media().isEmpty()) {
      return List.of(Map.of(ROLE, USER, CONTENT, question.text()));
    }
    List<Map<String, Object>> content = new ArrayList<>();
    content.add(Map.of("type", "text", "text", question.text()));
    content.addAll(parts.media());
    return List.of(Map.of(ROLE, USER, CONTENT, List.copyOf(content)));
  }

  /** Questions that were put before. */
  int turns(Session session) {
    return (int) said(session).stream().filter(each -> USER.equals(each.get(ROLE))).count();
  }

  /** What was said, and now the question of a request and its answer. */
  List<Map<String, Object>> after(StreamRequest request, String answer) {
    return with(request.prompt().parts().messages(), "assistant", answer);
  }

  private static List<Map<String, Object>> with(
      List<Map<String, Object>> said, String role, String content) {
    List<Map<String, Object>> all = new ArrayList<>(said);
    all.add(Map.of(ROLE, role, CONTENT, content));
    return List.copyOf(all);
  }

  /** Messages that the session has, those of a scenario's own making too. */
  @SuppressWarnings("unchecked")
  private List<Map<String, Object>> said(Session session) {
    Option<Object> found = session.attributes().get(attribute);
    @Nullable Object value = found.isDefined() ? found.get() : null;
    if (value == null) {
      return List.of();
    }
    if (value instanceof List<?> list && list.stream().allMatch(Talk::isMessage)) {
      return (List<Map<String, Object>>) list;
    }
    throw new IllegalArgumentException(
        "the session attribute "
            + attribute
            + " holds no list of messages with role and content, but "
            + value.getClass().getSimpleName());
  }

  private static boolean isMessage(@Nullable Object value) {
    return value instanceof Map<?, ?> message
        && message.containsKey(ROLE)
        && message.containsKey(CONTENT);
  }
}
