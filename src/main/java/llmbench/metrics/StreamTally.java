// SPDX-License-Identifier: Apache-2.0
package llmbench.metrics;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import llmbench.recording.ChunkKind;
import llmbench.recording.RequestRecord;
import llmbench.recording.TokenSource;

/** What streams tell beyond vLLM's figures, record by record: see {@link StreamFigures}. */
public final class StreamTally {
  private static final int MOST_LISTED = 20;
  private static final long LOW_BITS = 0xFFFF_FFFFL;

  private final LongBlocks connecting = new LongBlocks();
  private final LongBlocks waiting = new LongBlocks();
  private final LongBlocks receiving = new LongBlocks();
  private final LongBlocks firstAnswer = new LongBlocks();
  private final LongBlocks tokenGaps = new LongBlocks();
  private final Map<Integer, Integer> promptDifferences = new HashMap<>();
  private final LongBlocks indexAndDifference = new LongBlocks();
  private final List<Integer> shortAnswers = new ArrayList<>();
  private int completed;
  private int withReasoning;
  private int withoutAnswer;
  private long reasoningChunks;
  private long answerChunks;
  private long reasoningTokens;
  private int reasoningTold;
  private long outputChunks;
  private long severalTokenChunks;
  private int promptsTold;
  private int answersShort;

  /** Takes a record; tries that were sent again and failed requests are passed over. */
  public void add(RequestRecord record) {
    if (!record.last() || !Reading.OUTPUT.succeeded(record.outcome(), counted(record))) {
      return;
    }
    completed++;
    addPhases(record);
    addKinds(record);
    addTokens(record);
    addLengths(record);
  }

  private static int counted(RequestRecord record) {
    int counted = 0;
    for (byte kind : record.chunkKinds()) {
      counted += Reading.OUTPUT.counts(kind) ? 1 : 0;
    }
    return counted;
  }

  private void addPhases(RequestRecord record) {
    if (record.writtenNanos() < 0 || record.headersNanos() < 0) {
      return;
    }
    connecting.add(record.writtenNanos() - record.sentNanos());
    long firstByte = record.headersNanos();
    waiting.add(firstByte - record.writtenNanos());
    receiving.add(record.endNanos() - firstByte);
  }

  private void addKinds(RequestRecord record) {
    if (record.chunkKinds().length > 0 && record.chunkKinds()[0] == ChunkKind.WHOLE) {
      return;
    }
    int reasoning = 0;
    int answer = 0;
    for (int i = 0; i < record.chunkKinds().length; i++) {
      byte kind = record.chunkKinds()[i];
      if (kind == ChunkKind.REASONING) {
        reasoning++;
      } else if (kind == ChunkKind.OUTPUT && answer++ == 0) {
        firstAnswer.add(record.chunkNanos()[i] - record.sentNanos());
      }
    }
    reasoningChunks += reasoning;
    answerChunks += answer;
    withReasoning += reasoning > 0 ? 1 : 0;
    withoutAnswer += answer == 0 ? 1 : 0;
    if (record.reasoningTokens() >= 0) {
      reasoningTokens += record.reasoningTokens();
      reasoningTold++;
    }
  }

  private void addTokens(RequestRecord record) {
    int[] tokens = record.chunkTokens();
    long before = 0;
    int output = 0;
    for (int i = 0; i < record.chunkKinds().length; i++) {
      if (!ChunkKind.isOutput(record.chunkKinds()[i])) {
        continue;
      }
      int held = output < tokens.length ? tokens[output] : 1;
      long at = record.chunkNanos()[i];
      if (output > 0) {
        for (int k = 0; k < held; k++) {
          tokenGaps.add((at - before) / held);
        }
      }
      before = at;
      output++;
      outputChunks++;
      severalTokenChunks += held > 1 ? 1 : 0;
    }
  }

  private void addLengths(RequestRecord record) {
    if (record.promptTokensFrom() == TokenSource.USAGE && record.askedPromptTokens() >= 0) {
      promptsTold++;
      int difference = record.promptTokens() - record.askedPromptTokens();
      promptDifferences.merge(difference, 1, Integer::sum);
      indexAndDifference.add((long) record.index() << Integer.SIZE | (difference & LOW_BITS));
    }
    if (record.outputTokens() < record.askedOutputTokens()
        && record.outputTokensFrom() != TokenSource.NONE) {
      answersShort++;
      if (shortAnswers.size() < MOST_LISTED) {
        shortAnswers.add(record.index());
      }
    }
  }

  /**
   * The figures of all that was taken.
   *
   * @param ranks percentiles wanted, each in [0, 100]
   */
  public StreamFigures figures(List<Double> ranks) {
    int usual = usualDifference();
    List<Integer> odd = indexesOfOtherThan(usual);
    return new StreamFigures(
        completed,
        stats(connecting, ranks),
        stats(waiting, ranks),
        stats(receiving, ranks),
        new StreamFigures.Reasoning(
            withReasoning,
            withoutAnswer,
            reasoningChunks,
            answerChunks,
            reasoningTold == 0 ? -1 : reasoningTokens,
            stats(firstAnswer, ranks)),
        new StreamFigures.TokensPerChunk(outputChunks, severalTokenChunks, stats(tokenGaps, ranks)),
        new StreamFigures.Lengths(
            promptsTold,
            promptsTold == 0 ? 0 : usual,
            odd.size(),
            odd.subList(0, Math.min(odd.size(), MOST_LISTED)),
            answersShort,
            List.copyOf(shortAnswers)));
  }

  private List<Integer> indexesOfOtherThan(int usual) {
    List<Integer> indexes = new ArrayList<>();
    for (long i = 0; i < indexAndDifference.size(); i++) {
      long entry = indexAndDifference.get(i);
      if ((int) entry != usual) {
        indexes.add((int) (entry >> Integer.SIZE));
      }
    }
    Collections.sort(indexes);
    return indexes;
  }

  /** The most frequent difference; of equally frequent ones the smallest in size. */
  private int usualDifference() {
    int usual = 0;
    int most = 0;
    for (Map.Entry<Integer, Integer> entry : promptDifferences.entrySet()) {
      boolean nearer = Math.abs(entry.getKey()) < Math.abs(usual);
      if (entry.getValue() > most || (entry.getValue() == most && nearer)) {
        usual = entry.getKey();
        most = entry.getValue();
      }
    }
    return usual;
  }

  private static LatencyStats stats(LongBlocks nanos, List<Double> ranks) {
    double[] seconds = new double[(int) nanos.size()];
    for (int i = 0; i < seconds.length; i++) {
      seconds[i] = RequestSamples.seconds(nanos.get(i));
    }
    return LatencyStats.of(seconds, ranks);
  }
}
