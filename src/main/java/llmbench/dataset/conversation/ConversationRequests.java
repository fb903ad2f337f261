// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset.conversation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import llmbench.dataset.Dataset;
import llmbench.dataset.Prompt;
import llmbench.dataset.PromptParts;
import llmbench.plan.DatasetOptions;
import llmbench.plan.MultiTurnSpec.Limits;
import llmbench.tokenizer.Tokenizer;
import org.jspecify.annotations.Nullable;

/**
 * {@code multi_turn}: conversations, read or generated. What is sent of them depends on what the
 * model says, so {@link #prompts} gives the first turns only, one for each.
 */
public final class ConversationRequests implements Dataset {
  private final Path path;
  private final DatasetOptions.MultiTurn options;
  private @Nullable Conversations last;
  private long lastSeed;

  /**
   * The set of a file.
   *
   * @param path vLLM's {@code --input-file}
   */
  public ConversationRequests(Path path, DatasetOptions.MultiTurn options) {
    this.path = path;
    this.options = options;
  }

  /**
   * The conversations, in the order in which they are begun. Those of the last seed are kept, and
   * those that were read, whatever the seed.
   *
   * @throws llmbench.dataset.DatasetException with all mistakes of the file
   */
  public synchronized Conversations conversations(long seed, Tokenizer tokenizer) {
    Conversations kept = last;
    if (kept == null || (kept.generator() != null && lastSeed != seed)) {
      kept = ConversationFile.read(path, seed, tokenizer);
      last = kept;
      lastSeed = seed;
    }
    return kept;
  }

  @Override
  public List<Prompt> prompts(Sampling sampling) {
    List<Conversation> all = conversations(sampling.seed(), sampling.tokenizer()).list();
    List<Prompt> first = new ArrayList<>();
    for (Conversation each : all.subList(0, Math.min(all.size(), sampling.count()))) {
      first.add(first(each, sampling.tokenizer()));
    }
    return first;
  }

  /**
   * The questions of each conversation as turns of their own: what each adds to what was said
   * before, the first one with the system prompt.
   *
   * @return at most as many conversations as are asked for
   */
  public List<List<Prompt>> turns(Sampling sampling) {
    List<Conversation> all = conversations(sampling.seed(), sampling.tokenizer()).list();
    List<List<Prompt>> talks = new ArrayList<>();
    for (Conversation each : all.subList(0, Math.min(all.size(), sampling.count()))) {
      List<Prompt> turns = new ArrayList<>();
      turns.add(first(each, sampling.tokenizer()));
      List<Message> said = each.messages();
      for (int i = 2; i < Math.min(said.size(), mostMessages()); i += 2) {
        String question = said.get(i).content();
        turns.add(
            new Prompt(
                "",
                sampling.tokenizer().count(question),
                answer(said.subList(i, said.size()), sampling.tokenizer()),
                PromptParts.NONE.withMessages(List.of(message(Message.USER, question)))));
      }
      talks.add(turns);
    }
    return talks;
  }

  private int mostMessages() {
    Integer most = options.spec().maxTurns();
    return most == null ? Integer.MAX_VALUE : most;
  }

  private Prompt first(Conversation conversation, Tokenizer tokenizer) {
    List<Map<String, Object>> messages = new ArrayList<>();
    int tokens = 0;
    if (conversation.system() != null) {
      messages.add(message(Message.SYSTEM, conversation.system()));
      tokens += tokenizer.count(conversation.system());
    }
    List<Message> said = conversation.messages();
    messages.add(message(Message.USER, said.get(0).content()));
    tokens += tokenizer.count(said.get(0).content());
    return new Prompt("", tokens, answer(said, tokenizer), PromptParts.NONE.withMessages(messages));
  }

  /** Tokens asked of the first answer; 0 for no limit. */
  private int answer(List<Message> said, Tokenizer tokenizer) {
    Limits limits = options.spec().limits();
    if (limits.maxTokens() != 0) {
      return Math.max(0, limits.maxTokens());
    }
    return said.size() < 2 ? 0 : Math.max(1, tokenizer.count(said.get(1).content()));
  }

  private static Map<String, Object> message(String role, String content) {
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("role", role);
    message.put("content", content);
    return message;
  }
}
