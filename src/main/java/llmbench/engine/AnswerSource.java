// SPDX-License-Identifier: Apache-2.0
package llmbench.engine;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Makes answers. The same engine seed, prompt and request seed give the same words, whatever the
 * order of arrival.
 */
final class AnswerSource {
  /** Median and spread of the length at which an answer ends by itself (log-normal). */
  static final double NATURAL_MEDIAN = 200;

  static final double NATURAL_SIGMA = 0.8;

  private final AnswerVocabulary vocabulary;
  private final long seed;

  AnswerSource(AnswerVocabulary vocabulary, long seed) {
    this.vocabulary = vocabulary;
    this.seed = seed;
  }

  Answer answer(GenerationRequest request) {
    long mixed = seed * 0x9E3779B97F4A7C15L ^ Arrays.hashCode(request.promptTokens());
    SplittableRandom random = new SplittableRandom(mixed * 31 + request.seed());
    int natural = naturalLength(random);
    boolean ends = !request.ignoreEos() && natural <= request.maxTokens();
    int length = ends ? Math.max(natural, request.minTokens()) : request.maxTokens();
    int[] ids = new int[length];
    String[] texts = new String[length];
    byte[][] deltas = new byte[length][];
    for (int i = 0; i < length; i++) {
      int word = random.nextInt(vocabulary.size());
      ids[i] = vocabulary.id(word);
      texts[i] = vocabulary.text(word);
      deltas[i] = vocabulary.escaped(word);
    }
    if (ends) {
      // The end-of-text token: counted, and without text.
      texts[length - 1] = "";
      deltas[length - 1] = new byte[0];
    }
    String finish = ends ? "stop" : "length";
    Answer answer = new Answer(ids, texts, deltas, String.join("", texts), finish, null);
    return request.stop().isEmpty() ? answer : stopAt(answer, request);
  }

  private static int naturalLength(SplittableRandom random) {
    double length = NATURAL_MEDIAN * Math.exp(NATURAL_SIGMA * random.nextGaussian());
    return (int) Math.max(1, Math.min(length, Integer.MAX_VALUE));
  }

  /**
   * Ends the answer at the first stop string, and holds text back as vLLM does while one could
   * still begin (its {@code BaseIncrementalDetokenizer.get_next_output_text}).
   */
  static Answer stopAt(Answer answer, GenerationRequest request) {
    boolean included = request.includeStop();
    int longest = request.stop().stream().mapToInt(String::length).max().orElse(1);
    int held = included ? 0 : longest - 1;
    StringBuilder text = new StringBuilder();
    byte[][] deltas = new byte[answer.length()][];
    int sent = 0;
    for (int i = 0; i < answer.length(); i++) {
      int before = text.length();
      text.append(answer.texts()[i]);
      boolean old = i + 1 < request.minTokens();
      Match match = old ? null : firstStop(text, request.stop(), Math.max(0, before - longest + 1));
      if (match != null) {
        String whole = text.substring(0, included ? match.at + match.stop.length() : match.at);
        deltas[i] = JsonBytes.escape(whole.substring(Math.min(sent, whole.length())));
        int length = i + 1;
        return new Answer(
            Arrays.copyOf(answer.tokenIds(), length),
            Arrays.copyOf(answer.texts(), length),
            Arrays.copyOf(deltas, length),
            whole,
            "stop",
            match.stop);
      }
      boolean last = i == answer.length() - 1;
      int upTo = last ? text.length() : Math.max(sent, text.length() - held);
      deltas[i] = JsonBytes.escape(text.substring(sent, upTo));
      sent = upTo;
    }
    return new Answer(
        answer.tokenIds(), answer.texts(), deltas, answer.text(), answer.finishReason(), null);
  }

  private static @Nullable Match firstStop(StringBuilder text, List<String> stops, int from) {
    Match first = null;
    for (String stop : stops) {
      int at = text.indexOf(stop, from);
      if (at >= 0 && (first == null || at < first.at)) {
        first = new Match(stop, at);
      }
    }
    return first;
  }

  private record Match(String stop, int at) {}
}
