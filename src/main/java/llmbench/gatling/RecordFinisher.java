// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import java.util.function.ToIntFunction;
import llmbench.backend.Answer;
import llmbench.backend.Backend;
import llmbench.dataset.AnswerJudge;
import llmbench.dataset.Prompt;
import llmbench.plan.Secrets;
import llmbench.recording.BodyLog;
import llmbench.recording.Finisher;
import llmbench.recording.Outcome;
import llmbench.recording.Phase;
import llmbench.recording.RequestAbout;
import llmbench.recording.RequestRecord;
import llmbench.recording.TokenSource;
import org.jspecify.annotations.Nullable;

/**
 * Makes a try's record, off the event loops: reads the kept body whole with a JSON parser, counts
 * tokens, and takes times relative to the log's anchor.
 *
 * <p>Token counts are the server's usage where it gave one above 0, else the tokenizer's count of
 * the text, without special tokens (vLLM {@code serve.py}, {@code calculate_metrics}); without a
 * tokenizer 1, as vLLM. Of a request that was cancelled they are those of what had come, without a
 * tokenizer its chunks with output.
 */
public final class RecordFinisher implements Finisher<StreamEnd> {
  private final Backend backend;
  private final long anchorNanos;
  private final @Nullable ToIntFunction<String> textTokens;
  private final boolean keepText;
  private final @Nullable AnswerJudge judge;
  private final @Nullable BodyLog bodies;
  private final Secrets secrets;

  /** A finisher that neither checks answers nor keeps them in full. */
  public RecordFinisher(
      Backend backend,
      long anchorNanos,
      @Nullable ToIntFunction<String> textTokens,
      boolean keepText) {
    this(backend, anchorNanos, textTokens, keepText, null, null, Secrets.NONE);
  }

  /**
   * A finisher for one case.
   *
   * @param anchorNanos the log's anchor
   * @param textTokens counts an answer's tokens; null without a tokenizer here
   * @param keepText whether the text generated is kept in the record
   * @param judge says whether answers are right; null if nobody asks
   * @param bodies takes requests and answers in full; null if nobody asks
   * @param secrets taken out of all that a server said
   */
  public RecordFinisher(
      Backend backend,
      long anchorNanos,
      @Nullable ToIntFunction<String> textTokens,
      boolean keepText,
      @Nullable AnswerJudge judge,
      @Nullable BodyLog bodies,
      Secrets secrets) {
    this.secrets = secrets;
    this.judge = judge;
    this.bodies = bodies;
    this.backend = backend;
    this.anchorNanos = anchorNanos;
    this.textTokens = textTokens;
    this.keepText = keepText;
  }

  @Override
  public RequestRecord finish(StreamEnd end) {
    StreamCapture capture = end.capture();
    keepBodies(end);
    boolean read = end.outcome() != Outcome.HTTP_ERROR && end.outcome() != Outcome.NOT_A_STREAM;
    Answer answer = read ? backend.read(capture.body(), capture.length()) : Answer.NONE;
    Outcome outcome = end.outcome();
    String error = end.error();
    if (outcome == Outcome.COMPLETED && answer.malformed() != null) {
      outcome = Outcome.MALFORMED;
    }
    if (outcome == Outcome.MALFORMED && answer.malformed() != null) {
      error = answer.malformed();
    } else if (outcome == Outcome.STREAM_ERROR && answer.error() != null) {
      error = answer.error();
    }
    TokenSource outputFrom = outputSource(answer, outcome);
    int outputTokens =
        outcome == Outcome.CANCELLED && outputFrom == TokenSource.NONE
            ? capture.outputChunks()
            : outputTokens(answer, outputFrom, capture);
    int[] chunkTokens =
        capture.whole()
            ? ChunkTokens.NONE
            : ChunkTokens.of(capture, answer, outputTokens, backend, textTokens);
    return record(end, answer, outcome, error, outputTokens, outputFrom, chunkTokens);
  }

  private void keepBodies(StreamEnd end) {
    BodyLog to = bodies;
    if (to != null && end.request().about().phase() == Phase.MEASURED) {
      StreamRequest request = end.request();
      byte[] body = end.capture().body();
      byte[] clean = secrets.masked(body, end.capture().length());
      to.add(
          request.index(),
          end.attempt(),
          request.requestId(),
          end.status(),
          request.body(),
          clean,
          clean == body ? end.capture().length() : clean.length);
    }
  }

  @Override
  public void done(StreamEnd end) {
    end.capture().releaseBody();
  }

  @Override
  public RequestRecord unfinished(StreamEnd end) {
    int outputTokens = end.capture().outputChunks() > 0 ? 1 : 0;
    return record(
        end,
        Answer.NONE,
        end.outcome(),
        end.error(),
        outputTokens,
        TokenSource.NONE,
        ChunkTokens.NONE);
  }

  private RequestRecord record(
      StreamEnd end,
      Answer answer,
      Outcome outcome,
      @Nullable String error,
      int outputTokens,
      TokenSource outputFrom,
      int[] chunkTokens) {
    StreamCapture capture = end.capture();
    int n = capture.chunkCount();
    long[] times = new long[n];
    byte[] kinds = new byte[n];
    long sent = end.sentNanos() - anchorNanos;
    for (int i = 0; i < n; i++) {
      times[i] = sent + capture.chunkNanos(i);
      kinds[i] = capture.chunkKind(i);
    }
    Prompt prompt = end.request().prompt();
    boolean promptCounted = answer.promptTokens() >= 0;
    AnswerJudge by = judge;
    RequestAbout about = end.request().about();
    if (by != null && outcome.completed()) {
      String given =
          by.withoutReasoning() ? backend.said(capture.body(), capture.length()) : answer.text();
      about = about.withCorrect(by.right(given, prompt.parts().reference()));
    }
    long released = end.request().releasedNanos();
    if (released != RequestAbout.NOT_HELD) {
      about = about.withReleased(released - anchorNanos);
    }
    return new RequestRecord(
        end.request().index(),
        end.attempt(),
        end.last(),
        end.request().requestId(),
        end.request().intendedNanos() - anchorNanos,
        sent,
        end.headersNanos() < 0 ? -1 : end.headersNanos() - anchorNanos,
        end.endNanos() - anchorNanos,
        times,
        kinds,
        prompt.promptLen(),
        backend.api().generatesText() ? prompt.outputLen() : 0,
        promptCounted ? answer.promptTokens() : prompt.promptLen(),
        promptCounted ? TokenSource.USAGE : TokenSource.NONE,
        outputTokens,
        outputFrom,
        outcome,
        end.status(),
        secrets.masked(error),
        answer.finishReason(),
        answer.cachedPromptTokens(),
        keepText ? secrets.masked(answer.text()) : null,
        end.writtenNanos() < 0 ? -1 : end.writtenNanos() - anchorNanos,
        answer.reasoningTokens(),
        chunkTokens,
        about);
  }

  private TokenSource outputSource(Answer answer, Outcome outcome) {
    if (answer.completionTokens() > 0) {
      return TokenSource.USAGE;
    }
    boolean counted = outcome.completed() || outcome == Outcome.CANCELLED;
    return counted && textTokens != null && backend.api().generatesText()
        ? TokenSource.TOKENIZER
        : TokenSource.NONE;
  }

  private int outputTokens(Answer answer, TokenSource from, StreamCapture capture) {
    ToIntFunction<String> counter = textTokens;
    if (from == TokenSource.USAGE) {
      return answer.completionTokens();
    }
    if (from == TokenSource.TOKENIZER && counter != null) {
      return counter.applyAsInt(answer.text());
    }
    return capture.outputChunks() > 0 && backend.api().generatesText() ? 1 : 0;
  }
}
