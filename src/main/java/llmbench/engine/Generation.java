// SPDX-License-Identifier: Apache-2.0
package llmbench.engine;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One answer under way: what it will say, how much of it exists, and where it goes. */
final class Generation {
  private final GenerationRequest request;
  private final Answer answer;
  private final Sequence<Generation> sequence;
  private final long readNanos;
  private @Nullable AnswerSink sink;
  private volatile int available;
  private volatile boolean cancelled;
  private boolean ended;

  /**
   * @param readNanos when its request had been read
   */
  Generation(GenerationRequest request, Answer answer, long readNanos) {
    this.request = request;
    this.answer = answer;
    this.readNanos = readNanos;
    this.sequence = new Sequence<>(this, request.promptTokens(), answer.tokenIds());
  }

  GenerationRequest request() {
    return request;
  }

  Answer answer() {
    return answer;
  }

  /** Says where it goes; once, before it is submitted. */
  void goesTo(AnswerSink itsSink) {
    sink = itsSink;
  }

  AnswerSink sink() {
    return Objects.requireNonNull(sink);
  }

  Sequence<Generation> sequence() {
    return sequence;
  }

  long readNanos() {
    return readNanos;
  }

  /** Sets how many tokens exist; by the pacer's thread alone. */
  void available(int tokens) {
    available = tokens;
  }

  /** Nobody waits for it any more. */
  void cancel() {
    cancelled = true;
  }

  boolean cancelled() {
    return cancelled;
  }

  /** Notes that it is over; false if that was noted before. On the sink's event loop. */
  boolean end() {
    boolean first = !ended;
    ended = true;
    return first;
  }

  /** Hands on what exists by now. On the sink's event loop. */
  void emit() {
    sink().emit(available);
  }
}
