// SPDX-License-Identifier: Apache-2.0
package llmbench.recording;

/**
 * Makes the record of what an event loop captured: the part that is too slow for an event loop,
 * such as checking JSON and counting tokens. Called on the threads of a {@link RecordLog}, by
 * several at once where it has several.
 *
 * @param <T> what was captured of one request
 */
public interface Finisher<T> {
  /**
   * The whole record. May throw: the request is then kept as {@link #unfinished} gives it, with the
   * failure's text and, where it had completed, the outcome {@link Outcome#MALFORMED}.
   */
  RequestRecord finish(T raw);

  /** The record of what is known without {@link #finish}; must not throw. */
  RequestRecord unfinished(T raw);

  /** For records that are whole already. */
  static Finisher<RequestRecord> none() {
    return new Finisher<>() {
      @Override
      public RequestRecord finish(RequestRecord raw) {
        return raw;
      }

      @Override
      public RequestRecord unfinished(RequestRecord raw) {
        return raw;
      }
    };
  }

  /** Told once that the log keeps nothing of {@code raw} and never looks at it again. */
  default void done(T raw) {}

  /** As a log finishes: never fails because {@link #finish} did. */
  default RequestRecord finishOrKeep(T raw) {
    try {
      return finish(raw);
    } catch (Throwable failure) {
      // An Error too: a native tokenizer that does not load must not cost the record.
      return spoilt(unfinished(raw), "could not finish the record: " + failure);
    }
  }

  private static RequestRecord spoilt(RequestRecord r, String text) {
    boolean failedBefore = !r.outcome().completed();
    return new RequestRecord(
        r.index(),
        r.attempt(),
        r.last(),
        r.requestId(),
        r.intendedNanos(),
        r.sentNanos(),
        r.headersNanos(),
        r.endNanos(),
        r.chunkNanos(),
        r.chunkKinds(),
        r.askedPromptTokens(),
        r.askedOutputTokens(),
        r.promptTokens(),
        r.promptTokensFrom(),
        r.outputTokens(),
        r.outputTokensFrom(),
        failedBefore ? r.outcome() : Outcome.MALFORMED,
        r.httpStatus(),
        r.error() == null ? text : r.error() + " (" + text + ")",
        r.finishReason(),
        r.cachedPromptTokens(),
        r.generatedText(),
        r.writtenNanos(),
        r.reasoningTokens(),
        r.chunkTokens(),
        r.about());
  }
}
