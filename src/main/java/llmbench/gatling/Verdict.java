// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import llmbench.backend.Backend;
import llmbench.backend.ErrorBody;
import llmbench.backend.Frame;
import llmbench.recording.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * How a try ended whose body came to its end.
 *
 * @param error what was wrong; null if nothing was
 */
record Verdict(Outcome outcome, @Nullable String error) {
  private static final int SHOWN = 200;

  /** Of a response with another status than 200. */
  static Verdict ofStatus(int status, StreamCapture capture) {
    String message = ErrorBody.message(capture.body(), capture.length());
    return new Verdict(Outcome.HTTP_ERROR, message.isEmpty() ? "HTTP " + status : message);
  }

  /** Of a body that is not of the type that the API answers with. */
  static Verdict ofOtherType(Backend backend, @Nullable String contentType, StreamCapture capture) {
    return new Verdict(
        Outcome.NOT_A_STREAM,
        "expected "
            + backend.framing().contentType()
            + ", found "
            + contentType
            + ": "
            + ErrorBody.message(capture.body(), Math.min(capture.length(), SHOWN)));
  }

  /** Of an answer, by its frames. */
  static Verdict ofAnswer(Backend backend, StreamCapture capture) {
    boolean streamed = backend.framing().streamed();
    String answer = streamed ? "stream" : "answer";
    boolean marked = capture.saw(Frame.DONE) || capture.saw(Frame.FINISH);
    if (capture.saw(Frame.MALFORMED)) {
      return new Verdict(
          Outcome.MALFORMED,
          (streamed ? "a frame of the stream" : "the answer") + " is no JSON of this API's form");
    }
    if (capture.saw(Frame.ERROR)) {
      return new Verdict(Outcome.STREAM_ERROR, "an error object inside the " + answer);
    }
    if (streamed && backend.endIsMarked() && !marked) {
      return new Verdict(
          Outcome.CUT, "the stream ended with neither an end mark nor a finish reason");
    }
    return capture.outputChunks() == 0
        ? new Verdict(Outcome.EMPTY, "the " + answer + " held no output")
        : new Verdict(Outcome.COMPLETED, null);
  }
}
