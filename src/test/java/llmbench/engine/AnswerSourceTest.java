// SPDX-License-Identifier: Apache-2.0
package llmbench.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerSourceTest {
  private static final EngineTokenizer TOKENIZER = EngineTokenizer.builtIn();
  private static final AnswerVocabulary VOCABULARY = AnswerVocabulary.of(TOKENIZER, 0);

  @Test
  void theSameSeedAndPromptGiveTheSameAnswerWhateverCameBefore() {
    Answer alone = new AnswerSource(VOCABULARY, 5).answer(request("sea", 40, true, List.of()));
    AnswerSource source = new AnswerSource(VOCABULARY, 5);
    source.answer(request("other", 40, true, List.of()));
    assertThat(source.answer(request("sea", 40, true, List.of())).text()).isEqualTo(alone.text());
  }

  @Test
  void anotherSeedOrPromptGivesAnotherAnswer() {
    AnswerSource source = new AnswerSource(VOCABULARY, 5);
    String text = source.answer(request("sea", 40, true, List.of())).text();
    assertThat(source.answer(request("see", 40, true, List.of())).text()).isNotEqualTo(text);
    assertThat(new AnswerSource(VOCABULARY, 6).answer(request("sea", 40, true, List.of())).text())
        .isNotEqualTo(text);
  }

  @Test
  void ignoringTheEndGivesJustTheTokensAskedFor() {
    AnswerSource source = new AnswerSource(VOCABULARY, 0);
    for (int length : new int[] {1, 2, 500, 4000}) {
      Answer answer = source.answer(request("sea", length, true, List.of()));
      assertThat(answer.length()).isEqualTo(length);
      assertThat(answer.finishReason()).isEqualTo("length");
      assertThat(TOKENIZER.encode(answer.text())).isEqualTo(answer.tokenIds());
    }
  }

  @Test
  void notIgnoringItSomeAnswersEndByThemselvesWithATokenWithoutText() {
    AnswerSource source = new AnswerSource(VOCABULARY, 0);
    List<Answer> answers = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      answers.add(source.answer(request("prompt " + i, 200, false, List.of())));
    }
    // The median of the natural length is 200 tokens.
    assertThat(answers).filteredOn(a -> a.finishReason().equals("stop")).hasSizeBetween(60, 140);
    assertThat(answers)
        .allSatisfy(
            answer -> {
              if (answer.finishReason().equals("stop")) {
                assertThat(answer.texts()[answer.length() - 1]).isEmpty();
                assertThat(answer.length()).isLessThanOrEqualTo(200);
              } else {
                assertThat(answer.length()).isEqualTo(200);
              }
            });
    assertThat(answers).map(Answer::length).doesNotContain(0);
  }

  /** The deltas of {@code completions-stream-stop.http}, recorded from vLLM. */
  @Test
  void aStopStringHoldsTextBackAsVllmDoes() {
    Answer answer = answer("眼球", " Snyder", "NegativeButton", " Snyder");
    Answer stopped = AnswerSource.stopAt(answer, request("p", 8, true, List.of("ativeB")));
    assertThat(deltas(stopped)).containsExactly("", "眼球 S", "nyderNeg");
    assertThat(stopped.text()).isEqualTo("眼球 SnyderNeg");
    assertThat(stopped.finishReason()).isEqualTo("stop");
    assertThat(stopped.stopReason()).isEqualTo("ativeB");
    assertThat(stopped.length()).isEqualTo(3);
  }

  /** The deltas of {@code chat-stream-stop.http}: the stop string spans tokens. */
  @Test
  void aStopStringMaySpanTokens() {
    Answer answer = answer("ฟา", "сс", "ฟา", "сс", "ฟา");
    Answer stopped = AnswerSource.stopAt(answer, request("p", 8, true, List.of("ссฟาсс")));
    assertThat(deltas(stopped)).containsExactly("", "", "ฟ", "า");
  }

  @Test
  void aStopStringThatNeverComesLosesNothing() {
    Answer answer = answer("one", " two", " three");
    Answer whole = AnswerSource.stopAt(answer, request("p", 8, true, List.of("four", "\n")));
    assertThat(String.join("", deltas(whole))).isEqualTo("one two three");
    assertThat(whole.finishReason()).isEqualTo("length");
    assertThat(whole.stopReason()).isNull();
  }

  private static List<String> deltas(Answer answer) {
    List<String> deltas = new ArrayList<>();
    for (byte[] delta : answer.deltas()) {
      deltas.add(new String(delta, StandardCharsets.UTF_8));
    }
    return deltas;
  }

  private static Answer answer(String... texts) {
    byte[][] deltas = Arrays.stream(texts).map(JsonBytes::escape).toArray(byte[][]::new);
    return new Answer(new int[texts.length], texts, deltas, String.join("", texts), "length", null);
  }

  private static GenerationRequest request(
      String prompt, int maxTokens, boolean ignoreEos, List<String> stop) {
    return new GenerationRequest(
        false,
        TOKENIZER.encode(prompt),
        maxTokens,
        0,
        ignoreEos,
        true,
        true,
        false,
        stop,
        false,
        -1,
        false,
        0,
        1);
  }
}
