// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset.conversation;

import java.util.ArrayList;
import java.util.List;
import llmbench.tokenizer.Tokenizer;

/**
 * Lengths of conversations, what vLLM's {@code print_stats} describes: one value a conversation in
 * the first three, one a question in the last. Texts are counted with the special tokens that the
 * tokenizer puts around them, as there.
 *
 * @param turns messages
 * @param userTokens mean tokens of a question
 * @param assistantTokens mean tokens of an answer; 0 without answers
 * @param requestTokens tokens of a question and all before it
 */
public record ConversationLengths(
    double[] turns, double[] userTokens, double[] assistantTokens, double[] requestTokens) {

  /** Counts them. */
  public static ConversationLengths of(List<Conversation> conversations, Tokenizer tokenizer) {
    int count = conversations.size();
    double[] turns = new double[count];
    double[] user = new double[count];
    double[] assistant = new double[count];
    List<Double> requests = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long asked = 0;
      long answered = 0;
      int questions = 0;
      List<Message> messages = conversations.get(i).messages();
      for (Message message : messages) {
        int tokens = tokenizer.count(message.content()) + tokenizer.specialTokensToAdd();
        if (message.role().equals(Message.USER)) {
          questions++;
          asked += tokens;
          requests.add((double) (asked + answered));
        } else {
          answered += tokens;
        }
      }
      turns[i] = messages.size();
      user[i] = (double) asked / questions;
      int answers = messages.size() - questions;
      assistant[i] = answers == 0 ? 0 : (double) answered / answers;
    }
    return new ConversationLengths(
        turns, user, assistant, requests.stream().mapToDouble(Double::doubleValue).toArray());
  }
}
