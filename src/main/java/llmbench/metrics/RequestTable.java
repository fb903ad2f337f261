// SPDX-License-Identifier: Apache-2.0
package llmbench.metrics;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import llmbench.recording.ChunkKind;
import llmbench.recording.RequestAbout;
import llmbench.recording.RequestRecord;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of each request, column by column, in the order in which records came. Rows are
 * numbered from 0; a row's chunks lie one after the other, as nanoseconds since it was sent.
 */
final class RequestTable {
  private static final byte OUTPUT_SUCCESS = 1;
  private static final byte VLLM_SUCCESS = 2;

  private final LongBlocks index = new LongBlocks();
  private final LongBlocks intendedNanos = new LongBlocks();
  private final LongBlocks releasedNanos = new LongBlocks();
  private final LongBlocks sentNanos = new LongBlocks();
  private final LongBlocks endNanos = new LongBlocks();
  private final LongBlocks promptTokens = new LongBlocks();
  private final LongBlocks outputTokens = new LongBlocks();
  private final LongBlocks firstChunk = new LongBlocks();
  private final LongBlocks chunkNanos = new LongBlocks();
  private final ByteBlocks chunkKinds = new ByteBlocks();
  private final ByteBlocks success = new ByteBlocks();
  private final Map<Integer, String> errors = new HashMap<>();
  private final Map<Integer, String> texts = new HashMap<>();
  private final Map<Integer, RequestAbout> abouts = new HashMap<>();
  // What is known of requests repeats, and errors do: one copy of each.
  private final Map<RequestAbout, RequestAbout> aboutsSeen = new HashMap<>();
  private final Map<String, String> errorTexts = new HashMap<>();

  private int outputGaps;
  private int vllmGaps;

  RequestTable() {
    firstChunk.add(0);
  }

  void add(RequestRecord request) {
    int row = size();
    index.add(request.index());
    intendedNanos.add(request.intendedNanos());
    releasedNanos.add(request.about().releasedNanos());
    sentNanos.add(request.sentNanos());
    endNanos.add(request.endNanos());
    promptTokens.add(request.promptTokens());
    outputTokens.add(request.outputTokens());
    int outputChunks = 0;
    byte[] kinds = request.chunkKinds();
    for (int i = 0; i < kinds.length; i++) {
      chunkNanos.add(request.chunkNanos()[i] - request.sentNanos());
      chunkKinds.add(kinds[i]);
      if (Reading.OUTPUT.counts(kinds[i])) {
        outputChunks++;
      }
    }
    firstChunk.add(chunkNanos.size());
    byte flags = 0;
    if (Reading.OUTPUT.succeeded(request.outcome(), outputChunks)) {
      flags |= OUTPUT_SUCCESS;
      outputGaps += outputChunks - 1;
    }
    if (Reading.VLLM.succeeded(request.outcome(), kinds.length)) {
      flags |= VLLM_SUCCESS;
      vllmGaps += kinds.length - 1;
    }
    success.add(flags);
    if (request.error() != null) {
      errors.put(row, errorTexts.computeIfAbsent(request.error(), text -> text));
    }
    RequestAbout about = request.about().withReleased(RequestAbout.NOT_HELD);
    if (!about.equals(RequestAbout.NONE)) {
      abouts.put(row, aboutsSeen.computeIfAbsent(about, each -> each));
    }
    if (request.generatedText() != null) {
      texts.put(row, request.generatedText());
    }
  }

  int size() {
    return (int) index.size();
  }

  /** Rows in dispatch order: by prompt index. */
  int[] dispatchOrder() {
    long[] keys = new long[size()];
    for (int row = 0; row < keys.length; row++) {
      keys[row] = index.get(row) << 32 | row;
    }
    Arrays.sort(keys);
    int[] rows = new int[keys.length];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = (int) keys[i];
    }
    return rows;
  }

  boolean succeeded(Reading reading, int row) {
    byte flag = reading == Reading.OUTPUT ? OUTPUT_SUCCESS : VLLM_SUCCESS;
    return (success.get(row) & flag) != 0;
  }

  /** Gaps between counted chunks of all successful requests. */
  int gapCount(Reading reading) {
    return reading == Reading.OUTPUT ? outputGaps : vllmGaps;
  }

  long intendedNanos(int row) {
    return intendedNanos.get(row);
  }

  /** How long a cap on concurrency held it back; 0 if none did. */
  long heldNanos(int row) {
    long released = releasedNanos.get(row);
    return released == RequestAbout.NOT_HELD ? 0 : released - intendedNanos.get(row);
  }

  long sentNanos(int row) {
    return sentNanos.get(row);
  }

  long endNanos(int row) {
    return endNanos.get(row);
  }

  int promptTokens(int row) {
    return (int) promptTokens.get(row);
  }

  int outputTokens(int row) {
    return (int) outputTokens.get(row);
  }

  RequestAbout about(int row) {
    return abouts.getOrDefault(row, RequestAbout.NONE);
  }

  /** Whether the answer came all at once; false if none did. */
  boolean whole(int row) {
    long first = firstChunk.get(row);
    return first < firstChunk.get(row + 1L) && chunkKinds.get(first) == ChunkKind.WHOLE;
  }

  @Nullable String error(int row) {
    return errors.get(row);
  }

  @Nullable String text(int row) {
    return texts.get(row);
  }

  /** When the first output chunk came, since the send; the request must have one. */
  long firstOutput(int row) {
    long at = firstChunk.get(row);
    while (!Reading.OUTPUT.counts(chunkKinds.get(at))) {
      at++;
    }
    return chunkNanos.get(at);
  }

  /** When the last output chunk came, since the send; the request must have one. */
  long lastOutput(int row) {
    long at = firstChunk.get(row + 1L) - 1;
    while (!Reading.OUTPUT.counts(chunkKinds.get(at))) {
      at--;
    }
    return chunkNanos.get(at);
  }

  /** Times of the chunks that count, in nanoseconds since the request was sent, ascending. */
  long[] chunks(Reading reading, int row) {
    long from = firstChunk.get(row);
    int all = (int) (firstChunk.get(row + 1L) - from);
    long[] times = new long[all];
    int counted = 0;
    for (int i = 0; i < all; i++) {
      if (reading.counts(chunkKinds.get(from + i))) {
        times[counted++] = chunkNanos.get(from + i);
      }
    }
    return counted == all ? times : Arrays.copyOf(times, counted);
  }
}
