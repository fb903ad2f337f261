// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset.conversation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import llmbench.dataset.FileMistakes;
import llmbench.dataset.JsonPlace;

/**
 * Puts conversations of ShareGPT's form together, by the rules of vLLM's {@code
 * convert_sharegpt_to_openai.py}: parts of one id ({@code x_0}, {@code x_1}) follow each other in
 * the file's order, a part's first message is dropped where its speaker has just spoken, and so is
 * an assistant's message that begins a conversation. Unlike there a system message that begins one
 * is kept, texts in any script are taken (its filter keeps those without a single ASCII text only),
 * and the order is the file's.
 */
final class ShareGptParts {
  private final Map<String, List<Message>> byId = new LinkedHashMap<>();
  private final Map<String, String> places = new LinkedHashMap<>();
  private int leftOut;

  /** Adds an entry, or throws what is wrong with it. */
  void add(JsonPlace item) {
    String id = item.at("id").text();
    String whole = id.matches(".*_\\d+") ? id.substring(0, id.lastIndexOf('_')) : id;
    List<Message> turns = new ArrayList<>();
    JsonPlace list = item.at("conversations").list(0);
    for (int i = 0; i < list.node().size(); i++) {
      JsonPlace turn = list.at(i);
      turns.add(new Message(role(turn.at("from")), turn.at("value").text()));
    }
    places.putIfAbsent(whole, item.row() + " " + item.path());
    List<Message> before = byId.computeIfAbsent(whole, unused -> new ArrayList<>());
    boolean again =
        !before.isEmpty()
            && !turns.isEmpty()
            && before.get(before.size() - 1).role().equals(turns.get(0).role());
    before.addAll(again ? turns.subList(1, turns.size()) : turns);
  }

  private static String role(JsonPlace from) {
    return switch (from.text()) {
      case "human", "user" -> Message.USER;
      case "gpt", "bing", "chatgpt", "bard", "assistant" -> Message.ASSISTANT;
      case "system" -> Message.SYSTEM;
      default ->
          throw from.unexpected("one of human, user, gpt, bing, chatgpt, bard, assistant, system");
    };
  }

  /** Adds the conversations that can be led to those read otherwise. */
  void conversations(Map<String, Conversation> to, FileMistakes mistakes) {
    byId.forEach(
        (id, messages) -> {
          boolean system = !messages.isEmpty() && messages.get(0).role().equals(Message.SYSTEM);
          List<Message> turns = system ? messages.subList(1, messages.size()) : messages;
          if (!turns.isEmpty() && turns.get(0).role().equals(Message.ASSISTANT)) {
            turns = turns.subList(1, turns.size());
          }
          if (turns.isEmpty() || Conversation.firstOutOfTurn(turns) >= 0) {
            leftOut++;
          } else if (to.containsKey(id)) {
            mistakes.add(places.get(id) + ".id: expected each id once, found \"" + id + "\" again");
          } else {
            String prompt = system ? messages.get(0).content() : null;
            to.put(id, new Conversation(id, prompt, turns));
          }
        });
  }

  /** How many could not be led. */
  int leftOut() {
    return leftOut;
  }
}
