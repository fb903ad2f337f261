// SPDX-License-Identifier: Apache-2.0
package llmbench.serverprocess;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the server of a command listens: its {@code --host} and its {@code --port} or {@code -p},
 * with {@code =} or as the next word, the last one if there are several (vLLM: {@code
 * sweep/server.py}, {@code _get_vllm_server_address}, which knows only the next word and takes the
 * first).
 *
 * @param host {@code localhost} if not said, or if the server listens on all addresses
 * @param port 8000 if not said, as of {@code vllm serve}
 */
public record ServerAddress(String host, int port) {
  private static final int VLLM_PORT = 8000;
  private static final int LAST_PORT = 65_535;

  /**
   * Of a command.
   *
   * @throws IllegalArgumentException if the port is no number; the message says so
   */
  public static ServerAddress of(List<String> command) {
    String host = option(command, List.of("--host"));
    String port = option(command, List.of("--port", "-p"));
    if (host == null || host.equals("0.0.0.0") || host.equals("::")) {
      host = "localhost";
    }
    return new ServerAddress(host, port == null ? VLLM_PORT : number(port));
  }

  private static int number(String port) {
    try {
      int number = Integer.parseInt(port);
      if (number > 0 && number <= LAST_PORT) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new IllegalArgumentException("expected a --port from 1 to 65535, found \"" + port + '"');
  }

  private static @Nullable String option(List<String> command, List<String> names) {
    String value = null;
    for (int i = 0; i < command.size(); i++) {
      String word = command.get(i);
      int equals = word.indexOf('=');
      if (names.contains(word) && i + 1 < command.size()) {
        value = command.get(i + 1);
      } else if (equals > 0 && names.contains(word.substring(0, equals))) {
        value = word.substring(equals + 1);
      }
    }
    return value;
  }

  /** Such as {@code http://localhost:8000}. */
  public String baseUrl() {
    String bracketed = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    return "http://" + bracketed + ":" + port;
  }
}
