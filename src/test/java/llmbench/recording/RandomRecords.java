// SPDX-License-Identifier: Apache-2.0
package llmbench.recording;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Records drawn from a seed: every field at its default now and then, and every odd text. */
final class RandomRecords {
  private static final List<String> TEXTS =
      List.of(
          "",
          "plain",
          "two\nlines \"quoted\" \\ \t\u0000\u007f\u2028",
          "推理基准测试，第一个词",
          "emoji \uD83D\uDE00 and \u00e9",
          "half a pair \uD83D",
          "\uDE00 the other half \uD83D\uD83D\uDE00",
          "x".repeat(20_000));
  private static final List<Outcome> OUTCOMES = List.of(Outcome.values());
  private static final List<TokenSource> SOURCES = List.of(TokenSource.values());

  private final Random random;

  RandomRecords(long seed) {
    random = new Random(seed);
  }

  /** A record with up to {@code maxChunks} chunks. */
  RequestRecord next(int index, int maxChunks) {
    long[] nanos = new long[random.nextInt(maxChunks + 1)];
    byte[] kinds = new byte[nanos.length];
    boolean mixed = random.nextBoolean();
    long time = random.nextInt();
    for (int i = 0; i < nanos.length; i++) {
      time += random.nextInt(10) == 0 ? random.nextLong() : random.nextInt(30_000_000);
      nanos[i] = time;
      kinds[i] = mixed ? kind() : ChunkKind.OUTPUT;
    }
    return new RequestRecord(
        index,
        random.nextInt(3),
        random.nextBoolean(),
        text(),
        random.nextLong(),
        random.nextLong(),
        random.nextBoolean() ? -1 : random.nextLong(),
        random.nextLong(),
        nanos,
        kinds,
        random.nextInt(),
        random.nextInt(),
        random.nextInt(),
        pick(SOURCES),
        random.nextInt(),
        pick(SOURCES),
        pick(OUTCOMES),
        random.nextInt(3) * 200,
        textOrNull(),
        textOrNull(),
        random.nextInt(3) - 1,
        textOrNull(),
        random.nextBoolean() ? -1 : random.nextLong(),
        random.nextInt(3) - 1,
        random.ints(random.nextInt(4), 0, 9).toArray(),
        about());
  }

  private byte kind() {
    return pick(
        List.of(
            ChunkKind.OUTPUT,
            ChunkKind.EMPTY,
            ChunkKind.FINISH,
            ChunkKind.REASONING,
            ChunkKind.WHOLE));
  }

  private RequestAbout about() {
    return new RequestAbout(
        random.nextInt(3),
        random.nextBoolean() ? 0 : random.nextDouble() * 100,
        textOrNull(),
        textOrNull(),
        textOrNull(),
        random.nextBoolean() ? null : (Boolean) random.nextBoolean(),
        random.nextBoolean() ? RequestAbout.NOT_HELD : random.nextLong(1L << 40),
        new RequestSession(
            textOrNull(),
            random.nextInt(4) - 1,
            random.nextInt(4) - 1,
            random.nextInt(3),
            random.nextInt(9) - 1,
            textOrNull(),
            textOrNull()),
        new RequestClass(textOrNull(), limitOrNull(), limitOrNull(), limitOrNull()),
        Phase.MEASURED);
  }

  private @Nullable Double limitOrNull() {
    return random.nextBoolean() ? null : (Double) (random.nextInt(9) * 12.5);
  }

  private String text() {
    return pick(TEXTS);
  }

  private @Nullable String textOrNull() {
    return random.nextBoolean() ? null : text();
  }

  private <E> E pick(List<E> from) {
    return from.get(random.nextInt(from.size()));
  }

  /** A completed record, everything chosen by its index. */
  static RequestRecord completed(int index, int chunks) {
    long sent = 1_000_000L * index;
    long[] nanos = new long[chunks];
    for (int i = 0; i < chunks; i++) {
      nanos[i] = sent + 50_000_000 + 20_000_000L * i + i % 7;
    }
    byte[] kinds = new byte[chunks];
    Arrays.fill(kinds, ChunkKind.OUTPUT);
    return new RequestRecord(
        index,
        0,
        true,
        "bench-" + index,
        sent,
        sent + 1000,
        sent + 40_000_000,
        sent + 50_000_000 + 20_000_000L * chunks,
        nanos,
        kinds,
        256,
        chunks,
        256,
        TokenSource.USAGE,
        chunks,
        TokenSource.USAGE,
        Outcome.COMPLETED,
        200,
        null,
        "length",
        -1,
        null,
        -1,
        -1,
        new int[0],
        RequestAbout.NONE);
  }
}
