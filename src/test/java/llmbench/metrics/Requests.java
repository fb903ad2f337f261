// SPDX-License-Identifier: Apache-2.0
package llmbench.metrics;

import java.util.ArrayList;
import java.util.List;
import llmbench.recording.ChunkKind;
import llmbench.recording.Outcome;
import llmbench.recording.RequestAbout;
import llmbench.recording.RequestClass;
import llmbench.recording.RequestRecord;
import llmbench.recording.RequestSession;
import llmbench.recording.TokenSource;
import org.jspecify.annotations.Nullable;

/** Builds records for tests: a request that completed, unless told otherwise. Times in ms. */
public final class Requests {
  private static final long MILLI = 1_000_000;

  private final int index;
  private final List<Long> chunkNanos = new ArrayList<>();
  private final List<Byte> chunkKinds = new ArrayList<>();
  private int attempt;
  private boolean last = true;
  private long intendedNanos;
  private long sentNanos;
  private long endNanos = -1;
  private int promptTokens = 10;
  private int outputTokens = -1;
  private int askedOutputTokens = -1;
  private TokenSource source = TokenSource.USAGE;
  private Outcome outcome = Outcome.COMPLETED;
  private int httpStatus = 200;
  private @Nullable String error;
  private @Nullable String text;
  private int askedPromptTokens = -1;
  private int cachedTokens = -1;
  private int[] chunkTokens = {};
  private RequestAbout about = RequestAbout.NONE;

  private Requests(int index) {
    this.index = index;
  }

  public static Requests request(int index) {
    return new Requests(index);
  }

  public Requests sentAt(double millis) {
    return sentAtNanos(nanos(millis)).dueAt(millis);
  }

  public Requests sentAtNanos(long nanos) {
    sentNanos = nanos;
    return this;
  }

  public Requests dueAt(double millis) {
    intendedNanos = nanos(millis);
    return this;
  }

  /** Output chunks at these times of the run. */
  public Requests output(double... millis) {
    for (double at : millis) {
      chunk(nanos(at), ChunkKind.OUTPUT);
    }
    return this;
  }

  public Requests empty(double millis) {
    return chunk(nanos(millis), ChunkKind.EMPTY);
  }

  public Requests finish(double millis) {
    return chunk(nanos(millis), ChunkKind.FINISH);
  }

  public Requests chunk(long nanos, byte kind) {
    chunkNanos.add(nanos);
    chunkKinds.add(kind);
    return this;
  }

  public Requests endedAt(double millis) {
    return endedAtNanos(nanos(millis));
  }

  public Requests endedAtNanos(long nanos) {
    endNanos = nanos;
    return this;
  }

  public Requests promptTokens(int tokens) {
    promptTokens = tokens;
    return this;
  }

  public Requests outputTokens(int tokens) {
    outputTokens = tokens;
    return this;
  }

  public Requests asked(int tokens) {
    askedOutputTokens = tokens;
    return this;
  }

  public Requests countedBy(TokenSource tokenSource) {
    source = tokenSource;
    return this;
  }

  public Requests failed(Outcome kind, int status, @Nullable String message) {
    outcome = kind;
    httpStatus = status;
    error = message;
    return this;
  }

  public Requests correct(boolean right) {
    about = about.withCorrect(right);
    return this;
  }

  public Requests text(String generated) {
    text = generated;
    return this;
  }

  public Requests attempt(int number) {
    attempt = number;
    return this;
  }

  public Requests sentAgain() {
    last = false;
    return this;
  }

  public Requests session(RequestSession session) {
    about = about.withSession(session);
    return this;
  }

  /** Of that class, with limits of its own in milliseconds; null for none. */
  public Requests of(@Nullable String workload, @Nullable Double ttft, @Nullable Double e2el) {
    about =
        new RequestAbout(
            1,
            0,
            about.model(),
            null,
            null,
            null,
            RequestAbout.NOT_HELD,
            RequestSession.NONE,
            new RequestClass(workload, ttft, null, e2el),
            about.phase());
    return this;
  }

  public Requests model(String model) {
    about =
        new RequestAbout(
            1,
            0,
            model,
            null,
            null,
            null,
            RequestAbout.NOT_HELD,
            RequestSession.NONE,
            about.workload(),
            about.phase());
    return this;
  }

  public Requests askedPrompt(int tokens) {
    askedPromptTokens = tokens;
    return this;
  }

  public Requests cached(int tokens) {
    cachedTokens = tokens;
    return this;
  }

  public Requests chunkTokens(int... tokens) {
    chunkTokens = tokens;
    return this;
  }

  public RequestRecord build() {
    int chunks = chunkNanos.size();
    byte[] kinds = new byte[chunks];
    int outputs = 0;
    for (int i = 0; i < chunks; i++) {
      kinds[i] = chunkKinds.get(i);
      outputs += ChunkKind.isOutput(kinds[i]) ? 1 : 0;
    }
    long lastChunk = chunks == 0 ? sentNanos : chunkNanos.get(chunks - 1);
    int tokens = outputTokens < 0 ? outputs : outputTokens;
    return new RequestRecord(
        index,
        attempt,
        last,
        "bench-" + index,
        intendedNanos,
        sentNanos,
        chunks == 0 ? -1 : chunkNanos.get(0),
        endNanos < 0 ? lastChunk : endNanos,
        chunkNanos.stream().mapToLong(Long::longValue).toArray(),
        kinds,
        askedPromptTokens < 0 ? promptTokens : askedPromptTokens,
        askedOutputTokens < 0 ? tokens : askedOutputTokens,
        promptTokens,
        source,
        tokens,
        source,
        outcome,
        httpStatus,
        error,
        outcome.completed() ? "length" : null,
        cachedTokens,
        text,
        -1,
        -1,
        chunkTokens,
        about);
  }

  private static long nanos(double millis) {
    return Math.round(millis * MILLI);
  }
}
