// SPDX-License-Identifier: Apache-2.0
package llmbench.recording;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a request beside its times and tokens; each left out of a record's line where it
 * is the default.
 *
 * @param sequences inputs that it had: texts to embed, documents to rank; 1 for one prompt
 * @param audioSeconds length of its recording; 0 without
 * @param model the model or adapter that it was sent to, where a run has several; null otherwise
 * @param target the address that it was sent to, where a run has several; null otherwise
 * @param source which data set of a mix its prompt is from; null without a mix
 * @param correct whether its answer is right, where answers are checked; null otherwise
 * @param releasedNanos when a cap on concurrency let it go that had held it back, on the record's
 *     clock; {@link #NOT_HELD} if none did
 * @param session where it belongs in a conversation or an agent graph
 * @param workload which class of requests it is of, and its limits
 * @param phase whether it is measured, or sent beside what is
 */
public record RequestAbout(
    int sequences,
    double audioSeconds,
    @Nullable String model,
    @Nullable String target,
    @Nullable String source,
    @Nullable Boolean correct,
    long releasedNanos,
    RequestSession session,
    RequestClass workload,
    Phase phase) {
  /** {@code releasedNanos} of a request that no cap held back. */
  public static final long NOT_HELD = -1;

  /** The same of a request whose answer was checked. */
  public RequestAbout withCorrect(@Nullable Boolean right) {
    return new RequestAbout(
        sequences,
        audioSeconds,
        model,
        target,
        source,
        right,
        releasedNanos,
        session,
        workload,
        phase);
  }

  /** The same of a request that a cap on concurrency held back until then. */
  public RequestAbout withReleased(long nanos) {
    return new RequestAbout(
        sequences, audioSeconds, model, target, source, correct, nanos, session, workload, phase);
  }

  /** The same of a request that belongs there. */
  public RequestAbout withSession(RequestSession other) {
    return new RequestAbout(
        sequences,
        audioSeconds,
        model,
        target,
        source,
        correct,
        releasedNanos,
        other,
        workload,
        phase);
  }

  /** The same of a request of that phase. */
  public RequestAbout withPhase(Phase other) {
    return new RequestAbout(
        sequences,
        audioSeconds,
        model,
        target,
        source,
        correct,
        releasedNanos,
        session,
        workload,
        other);
  }

  /** Nothing of note. */
  public static final RequestAbout NONE =
      new RequestAbout(
          1,
          0,
          null,
          null,
          null,
          null,
          NOT_HELD,
          RequestSession.NONE,
          RequestClass.NONE,
          Phase.MEASURED);
}
