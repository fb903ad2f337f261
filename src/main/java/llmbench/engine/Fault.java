// SPDX-License-Identifier: Apache-2.0
package llmbench.engine;

import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What a script does to one response. {@link FaultScript} has the notation. */
sealed interface Fault {

  /** There is no answer, but something else in its place. */
  non-sealed interface Refusal extends Fault {
    /** Takes over the exchange. On its event loop. */
    void refuse(HttpExchange exchange);
  }

  /** The answer is whole, and odd. */
  record Oddity(
      UnaryOperator<Answer> answer,
      UnaryOperator<StreamStyle> style,
      UnaryOperator<SseFraming> framing)
      implements Fault {
    static Oddity ofStyle(UnaryOperator<StreamStyle> style) {
      return new Oddity(UnaryOperator.identity(), style, UnaryOperator.identity());
    }

    static Oddity ofFraming(UnaryOperator<SseFraming> framing) {
      return new Oddity(UnaryOperator.identity(), UnaryOperator.identity(), framing);
    }
  }

  /**
   * The answer breaks.
   *
   * @param afterTokens how many tokens come before; an answer with no more breaks before its last
   * @param strike what happens then
   */
  record Interruption(int afterTokens, Strike strike) implements Fault {
    /** Whether it is due, of an answer of {@code length} tokens with {@code written} written. */
    boolean due(int written, int length) {
      return written >= Math.min(afterTokens, length - 1);
    }
  }

  /** Something that happens to a body. On its event loop. */
  interface Strike {
    void on(BrokenBody body);
  }

  /** What an interruption can do to a body under way. */
  interface BrokenBody {
    /** Closes with a RST. */
    void reset();

    /** Closes in the middle: a FIN without the end of the body. */
    void cut();

    /** Ends the body properly, with nothing more in it. */
    void end();

    /** Writes an event. */
    void event(byte[] data);

    /** Writes the API's error, and ends the body properly. */
    void error();

    /** Goes on as if nothing had been. */
    void goOn();

    /** Waits before it goes on; for ever if null. */
    void pause(@Nullable Long millis);
  }

  /** A status and a JSON body, as vLLM's. */
  record HttpStatus(int status, @Nullable Integer retryAfterSeconds) implements Refusal {
    @Override
    public void refuse(HttpExchange exchange) {
      byte[] body = body();
      if (retryAfterSeconds == null) {
        exchange.respond(status, HttpExchange.JSON, body);
      } else {
        exchange.respond(status, HttpExchange.JSON, body, "retry-after: " + retryAfterSeconds);
      }
    }

    private byte[] body() {
      ApiError error =
          switch (status) {
            case 404 ->
                new ApiError(404, "NotFoundError", "model", "The model `other` does not exist.");
            case 429 ->
                new ApiError(
                    429, "Too Many Requests", null, "Rate limit reached. Try again later.");
            case 503 ->
                new ApiError(
                    503,
                    "Service Unavailable",
                    null,
                    "The engine is currently busy and cannot accept new requests. "
                        + "Please try again later or on a different instance.");
            case 500 -> new ApiError(500, "InternalServerError", null, "Internal server error");
            default -> new ApiError(status, "BadRequestError", null, "Scripted status " + status);
          };
      return status == 401
          ? "{\"error\":\"Unauthorized\"}".getBytes(StandardCharsets.UTF_8)
          : error.body();
    }
  }
}
