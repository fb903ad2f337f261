// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset.conversation;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import llmbench.dataset.DatasetException;
import llmbench.dataset.FileMistakes;
import llmbench.random.NumpyLegacyDistributions;
import llmbench.tokenizer.Tokenizer;

/**
 * Makes the conversations that vLLM's {@code generate_conversations} makes for the same seed, texts
 * and tokenizer ({@code benchmarks/multi_turn/bench_dataset.py}). Two deviations: a common prefix
 * of one token is none (vLLM then takes the whole text), and one that is longer than the text is
 * refused (vLLM takes what there is).
 */
final class ConversationGenerator {
  private static final String ASK = "Please rewrite the following text and add more content: ";

  private final GeneratorSpec spec;
  private final Path file;
  private final Tokenizer tokenizer;

  /**
   * @param file that describes it, for messages and to look for texts beside it
   */
  ConversationGenerator(GeneratorSpec spec, Path file, Tokenizer tokenizer) {
    this.spec = spec;
    this.file = file;
    this.tokenizer = tokenizer;
  }

  /**
   * The conversations.
   *
   * @throws DatasetException if a text cannot be read, or there is too little of it
   */
  List<Conversation> make(long seed) {
    long[] text = text();
    NumpyLegacyDistributions random = NumpyLegacyDistributions.ofSeed(seed);
    int count = spec.numConversations();
    long[] turns = spec.numTurns().sample(random, count);
    long[] prefixes = spec.prefixNumTokens().sample(random, count);
    long common = spec.commonPrefixNumTokens().sample(random, 1)[0];
    String commonText = common > 0 ? commonPrefix(text, common) : "";
    int ask = tokenizer.count(ASK);
    List<Conversation> made = new ArrayList<>();
    long base = Math.max(0, common);
    for (int id = 0; id < count; id++) {
      int messages = even(turns[id]);
      long[] inputs = atLeast(spec.inputNumTokens().sample(random, messages), ask);
      long[] outputs = atLeast(spec.outputNumTokens().sample(random, messages), 1);
      long most = Arrays.stream(inputs).max().orElse(0);
      List<Message> list = new ArrayList<>();
      for (int turn = 0; turn < messages; turn++) {
        if (turn % 2 == 1) {
          list.add(Message.assistant(part(text, 0, outputs[turn], "answer")));
          continue;
        }
        StringBuilder content = new StringBuilder(turn == 0 ? commonText : "");
        content.append(id).append(" is a nice number... ");
        long left = inputs[turn] - tokenizer.count(content.toString());
        if (turn == 0 && prefixes[id] > 0) {
          content.append(id).append(", ").append(part(text, base, prefixes[id], "prefix"));
          base += prefixes[id];
        }
        content.append(ASK);
        left -= ask;
        if (left > 0) {
          content.append(part(text, base + turn * most, left, "question"));
        }
        list.add(Message.user(content.toString()));
      }
      made.add(Conversation.of("CONV_ID_" + id, list));
      base += messages;
    }
    return made;
  }

  private static int even(long turns) {
    long least = Math.max(turns, 2);
    return Math.toIntExact(least + least % 2);
  }

  private static long[] atLeast(long[] values, long least) {
    return Arrays.stream(values).map(value -> Math.max(value, least)).toArray();
  }

  private String commonPrefix(long[] text, long tokens) {
    if (tokens > text.length) {
      throw tooShort(text, 0, tokens, "common prefix");
    }
    return tokenizer.decode(Arrays.copyOf(text, (int) Math.max(0, tokens - 2))) + ".";
  }

  private String part(long[] text, long from, long tokens, String what) {
    if (from + tokens >= text.length) {
      throw tooShort(text, from, tokens, what);
    }
    return tokenizer.decode(Arrays.copyOfRange(text, (int) from, (int) (from + tokens)));
  }

  private DatasetException tooShort(long[] text, long from, long tokens, String what) {
    return new DatasetException(
        file.getFileName()
            + ":1 text_files: expected text of more than "
            + (from + tokens)
            + " tokens, for a "
            + what
            + " of "
            + tokens
            + " after "
            + from
            + ", found "
            + text.length
            + "; add a text, or ask for fewer or shorter conversations");
  }

  private long[] text() {
    FileMistakes mistakes = new FileMistakes();
    List<long[]> parts = new ArrayList<>();
    for (String name : spec.textFiles()) {
      mistakes.collect(() -> parts.add(tokenizer.encode(read(name))));
    }
    mistakes.throwIfAny();
    return parts.stream().flatMapToLong(Arrays::stream).toArray();
  }

  /** As Python opens a text: every end of line becomes a line feed, a byte order mark is kept. */
  private String read(String name) {
    Path here = Path.of(name);
    Path beside = file.resolveSibling(name);
    Path found = Files.exists(here) ? here : beside;
    try {
      return Files.readString(found).replace("\r\n", "\n").replace('\r', '\n');
    } catch (CharacterCodingException e) {
      throw new DatasetException(
          file.getFileName() + ":1 text_files: expected UTF-8 in " + name + ", found other bytes",
          e);
    } catch (IOException e) {
      throw new DatasetException(
          file.getFileName()
              + ":1 text_files: expected a readable file, found "
              + name
              + ", which is neither in the working directory nor beside "
              + file.getFileName(),
          e);
    }
  }
}
