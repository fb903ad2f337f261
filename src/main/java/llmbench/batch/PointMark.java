// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a sweep tells the process of one of its runs, by system properties: that it is one, so that
 * it leaves Ctrl-C to the sweep, and how the server was started.
 */
final class PointMark {
  private static final String POINT = "llmbench.point";
  private static final String SERVER_START = "llmbench.server_start";
  private static final JsonMapper JSON = new JsonMapper();

  private PointMark() {}

  /** The properties, as flags of a JVM. */
  static List<String> flags(Map<String, Object> serverStart) {
    List<String> flags = new ArrayList<>();
    flags.add("-D" + POINT + "=true");
    if (!serverStart.isEmpty()) {
      try {
        flags.add("-D" + SERVER_START + "=" + JSON.writeValueAsString(serverStart));
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("texts and numbers are JSON", e);
      }
    }
    return flags;
  }

  /** Whether this process is a sweep's run. */
  static boolean here() {
    return Boolean.getBoolean(POINT);
  }

  /** How the sweep started the server; empty if it did not. */
  static Map<String, Object> serverStart() {
    String json = System.getProperty(SERVER_START, "");
    if (json.isEmpty()) {
      return Map.of();
    }
    try {
      return JSON.readerForMapOf(Object.class).<LinkedHashMap<String, Object>>readValue(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(SERVER_START + " is not JSON: " + json, e);
    }
  }
}
