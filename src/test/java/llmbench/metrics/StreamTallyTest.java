// SPDX-License-Identifier: Apache-2.0
package llmbench.metrics;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import llmbench.recording.Outcome;
import llmbench.recording.RequestAbout;
import llmbench.recording.RequestRecord;
import llmbench.recording.TokenSource;
import org.junit.jupiter.api.Test;

class StreamTallyTest {
  private static final long MILLI = 1_000_000;

  private final StreamTally tally = new StreamTally();

  private StreamFigures figures() {
    return tally.figures(List.of(50.0));
  }

  /** A request sent at 1000 ms whose chunks of the given kinds came every 10 ms from 1100 on. */
  private static RequestRecord record(int index, String kinds, int[] tokens, int prompt, int out) {
    long[] at = new long[kinds.length()];
    for (int i = 0; i < at.length; i++) {
      at[i] = (1100 + 10L * i) * MILLI;
    }
    return new RequestRecord(
        index,
        0,
        true,
        "id",
        1000 * MILLI,
        1000 * MILLI,
        1080 * MILLI,
        1500 * MILLI,
        at,
        kinds.getBytes(US_ASCII),
        100,
        8,
        prompt,
        TokenSource.USAGE,
        out,
        TokenSource.USAGE,
        Outcome.COMPLETED,
        200,
        null,
        "length",
        -1,
        null,
        1003 * MILLI,
        -1,
        tokens,
        RequestAbout.NONE);
  }

  private static final int[] ONES = {};

  @Test
  void phasesPartTheRequest() {
    tally.add(record(0, "eoo", ONES, 100, 8));
    assertThat(figures().connecting().meanMillis()).isCloseTo(3, within(1e-9));
    assertThat(figures().waiting().meanMillis()).isCloseTo(77, within(1e-9));
    assertThat(figures().receiving().meanMillis()).isCloseTo(420, within(1e-9));
  }

  @Test
  void reasoningIsApartFromTheAnswer() {
    tally.add(record(0, "errro", ONES, 100, 8));
    tally.add(record(1, "rr", ONES, 100, 8));
    tally.add(record(2, "oo", ONES, 100, 8));
    StreamFigures.Reasoning reasoning = figures().reasoning();
    assertThat(reasoning.requests()).isEqualTo(2);
    assertThat(reasoning.withoutAnswer()).isEqualTo(1);
    assertThat(reasoning.reasoningChunks()).isEqualTo(5);
    assertThat(reasoning.answerChunks()).isEqualTo(3);
    assertThat(reasoning.reasoningTokens()).isEqualTo(-1);
    // 140 ms and 100 ms; the second request has no answer.
    assertThat(reasoning.timeToFirstAnswer().count()).isEqualTo(2);
    assertThat(reasoning.timeToFirstAnswer().meanMillis()).isCloseTo(120, within(1e-9));
  }

  @Test
  void aGapIsSharedByTheTokensOfItsChunk() {
    tally.add(record(0, "ooo", new int[] {3, 4, 1}, 100, 8));
    StreamFigures.TokensPerChunk tokens = figures().tokensPerChunk();
    assertThat(tokens.outputChunks()).isEqualTo(3);
    assertThat(tokens.severalTokens()).isEqualTo(2);
    // 2.5 ms four times, 10 ms once.
    assertThat(tokens.perToken().count()).isEqualTo(5);
    assertThat(tokens.perToken().meanMillis()).isCloseTo(4, within(1e-9));
    assertThat(tokens.perToken().medianMillis()).isCloseTo(2.5, within(1e-9));
  }

  @Test
  void theUsualDifferenceIsTheChatTemplate() {
    for (int i = 0; i < 8; i++) {
      tally.add(record(i, "oo", ONES, 109, 8));
    }
    tally.add(record(8, "oo", ONES, 108, 8));
    tally.add(record(9, "oo", ONES, 109, 5));
    StreamFigures.Lengths lengths = figures().lengths();
    assertThat(lengths.promptsTold()).isEqualTo(10);
    assertThat(lengths.usualDifference()).isEqualTo(9);
    assertThat(lengths.otherPrompts()).isEqualTo(1);
    assertThat(lengths.otherPromptIndexes()).containsExactly(8);
    assertThat(lengths.shortAnswers()).isEqualTo(1);
    assertThat(lengths.shortAnswerIndexes()).containsExactly(9);
    assertThat(lengths.notAsAsked(10)).isTrue();
    assertThat(lengths.notAsAsked(100)).as("1 % is the limit").isFalse();
  }

  @Test
  void anotherLengthBelowZeroIsFoundToo() {
    tally.add(record(7, "oo", ONES, 90, 8));
    tally.add(record(8, "oo", ONES, 100, 8));
    tally.add(record(9, "oo", ONES, 100, 8));
    assertThat(figures().lengths().otherPromptIndexes()).containsExactly(7);
  }

  @Test
  void anAnswerThatCameWholeHasPhasesAndALength() {
    tally.add(record(0, "w", ONES, 103, 5));
    StreamFigures figures = figures();
    assertThat(figures.completed()).isEqualTo(1);
    assertThat(figures.connecting().meanMillis()).isCloseTo(3, within(1e-9));
    assertThat(figures.receiving().meanMillis()).isCloseTo(420, within(1e-9));
    assertThat(figures.lengths().promptsTold()).isEqualTo(1);
    assertThat(figures.lengths().usualDifference()).isEqualTo(3);
    assertThat(figures.lengths().shortAnswerIndexes()).containsExactly(0);
    assertThat(figures.tokensPerChunk().outputChunks()).isZero();
  }

  @Test
  void withoutRequestsAllIsEmpty() {
    assertThat(figures().completed()).isZero();
    assertThat(figures().connecting().count()).isZero();
    assertThat(figures().lengths().notAsAsked(0)).isFalse();
  }
}
