// SPDX-License-Identifier: Apache-2.0
package llmbench.backend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The message in an error's body, as the servers of this field write it. */
public final class ErrorBody {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MAX_LENGTH = 500;

  private ErrorBody() {}

  /**
   * The message of a body: {@code error.message}, {@code message}, {@code detail}, {@code error},
   * or where the Responses API and SGLang have it, where it is JSON, else its text; at most 500
   * characters; empty for an empty body.
   */
  public static String message(byte[] body, int length) {
    try {
      JsonNode root = JSON.readTree(body, 0, length);
      if (root != null && root.isObject()) {
        return message(root);
      }
    } catch (IOException e) {
      // Not JSON: the text itself is the message.
    }
    return cut(new String(body, 0, length, StandardCharsets.UTF_8).strip());
  }

  static String message(JsonNode root) {
    for (JsonNode node :
        new JsonNode[] {
          root.path("error").path("message"),
          root.path("message"),
          root.path("error"),
          root.path("response").path("error").path("message"),
          root.path("meta_info").path("finish_reason").path("message"),
          root.path("detail")
        }) {
      if (node.isTextual()) {
        return cut(node.textValue());
      }
    }
    return cut(root.toString());
  }

  private static String cut(String text) {
    return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + "…";
  }
}
