// SPDX-License-Identifier: Apache-2.0
package llmbench.engine;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A refusal with vLLM's error body. It has no stack trace: it is an answer, not a failure. */
final class ApiError extends Exception {
  private final int status;
  private final String type;
  private final @Nullable String param;

  ApiError(int status, String type, @Nullable String param, String message) {
    super(message, null, false, false);
    this.status = status;
    this.type = type;
    this.param = param;
  }

  /** A rule of the API that the request breaks. */
  static ApiError badRequest(@Nullable String param, String message) {
    return new ApiError(400, "BadRequestError", param, message);
  }

  /** A rule that names the value, as vLLM's {@code VLLMValidationError} prints it. */
  static ApiError badValue(String param, long value, String message) {
    return badRequest(param, message + " (parameter=" + param + ", value=" + value + ")");
  }

  /** A failure of ours, such as a tokenizer's. */
  static ApiError internal(RuntimeException cause) {
    return new ApiError(500, "InternalServerError", null, String.valueOf(cause.getMessage()));
  }

  /** A body that does not fit the API's schema: one of pydantic's errors, as vLLM prints them. */
  static ApiError schema(String kind, String location, String rule, String input) {
    return new ApiError(
        400,
        "Bad Request",
        location,
        "1 validation error:\n" + schemaLine(kind, location, rule, input));
  }

  static String schemaLine(String kind, String location, String rule, String input) {
    return String.format(
        Locale.ROOT,
        "  {'type': '%s', 'loc': '%s', 'msg': '%s', 'input': '%s'}",
        kind,
        location,
        rule,
        input);
  }

  int status() {
    return status;
  }

  byte[] body() {
    return new JsonBytes()
        .raw("{\"error\":{\"message\":")
        .string(getMessage())
        .raw(",\"type\":")
        .string(type)
        .raw(",\"param\":")
        .string(param)
        .raw(",\"code\":")
        .number(status)
        .raw("}}")
        .toBytes();
  }
}
