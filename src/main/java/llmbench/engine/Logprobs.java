// SPDX-License-Identifier: Apache-2.0
package llmbench.engine;

import java.nio.charset.StandardCharsets;

/**
 * Log probabilities in vLLM's form. The numbers are made up from the token ids: they are there to
 * give a client that asks for them chunks of the right size and shape.
 */
final class Logprobs {
  private final AnswerVocabulary vocabulary;

  Logprobs(AnswerVocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  /** The value of a chat's {@code logprobs}: null if {@code alternatives} is negative. */
  void chat(JsonBytes json, int alternatives, Answer answer, int from, int to) {
    if (alternatives < 0) {
      json.string(null);
      return;
    }
    json.raw("{\"content\":[");
    for (int i = from; i < to; i++) {
      json.raw(i > from ? "," : "");
      token(json, answer.texts()[i], logprob(answer.tokenIds()[i]));
      json.raw(",\"top_logprobs\":[");
      for (int rank = 0; rank < alternatives; rank++) {
        json.raw(rank > 0 ? "," : "");
        token(json, alternative(answer, i, rank), logprob(answer.tokenIds()[i]) - rank);
        json.raw("}");
      }
      json.raw("]}");
    }
    json.raw("]}");
  }

  private static void token(JsonBytes json, String text, double logprob) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int[] values = new int[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      values[i] = bytes[i] & 0xff;
    }
    json.raw("{\"token\":").string(text).raw(",\"logprob\":").raw(Double.toString(logprob));
    json.raw(",\"bytes\":").numbers(values, 0, values.length);
  }

  /** The value of a completion's {@code logprobs}. */
  void completions(JsonBytes json, int alternatives, Answer answer, int from, int to) {
    if (alternatives < 0) {
      json.string(null);
      return;
    }
    int offset = 0;
    for (int i = 0; i < from; i++) {
      offset += answer.texts()[i].length();
    }
    int[] offsets = new int[to];
    for (int i = from; i < to; i++) {
      offsets[i] = offset;
      offset += answer.texts()[i].length();
    }
    json.raw("{\"text_offset\":").numbers(offsets, from, to).raw(",\"token_logprobs\":[");
    for (int i = from; i < to; i++) {
      json.raw(i > from ? "," : "").raw(Double.toString(logprob(answer.tokenIds()[i])));
    }
    json.raw("],\"tokens\":[");
    for (int i = from; i < to; i++) {
      json.raw(i > from ? "," : "").string(answer.texts()[i]);
    }
    json.raw("],\"top_logprobs\":[");
    for (int i = from; i < to; i++) {
      json.raw(i > from ? ",{" : "{");
      // vLLM lists the chosen token and, beside it, so many of the likeliest.
      for (int rank = 0; rank <= alternatives; rank++) {
        double logprob = logprob(answer.tokenIds()[i]) - rank;
        json.raw(rank > 0 ? "," : "").string(alternative(answer, i, rank));
        json.raw(":").raw(Double.toString(logprob));
      }
      json.raw("}");
    }
    json.raw("]}");
  }

  private String alternative(Answer answer, int index, int rank) {
    return rank == 0
        ? answer.texts()[index]
        : vocabulary.text(Math.floorMod(answer.tokenIds()[index] + rank, vocabulary.size()));
  }

  private static double logprob(int tokenId) {
    return -0.0625 * (1 + tokenId % 32);
  }
}
