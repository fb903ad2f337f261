// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The backends by name, and how the route of each ends; {@code llmbench.backend} has the same
 * names, which a test compares.
 */
enum Route {
  OPENAI_CHAT("openai-chat", "chat/completions"),
  OPENAI("openai", "completions"),
  VLLM("vllm", "completions");

  /** What else vLLM 0.32 has ({@code endpoint_request_func.py}, ASYNC_REQUEST_FUNCS). */
  static final List<String> UNBUILT =
      List.of(
          "openai-responses",
          "openai-audio",
          "openai-embeddings",
          "openai-embeddings-chat",
          "openai-embeddings-clip",
          "openai-embeddings-vlm2vec",
          "infinity-embeddings",
          "infinity-embeddings-clip",
          "vllm-pooling",
          "vllm-rerank");

  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.-]+|\\[?[0-9A-Fa-f:.]+]?");
  private static final Pattern PATH = Pattern.compile("/[!-~&&[^#]]*");

  private final String backend;
  private final String suffix;

  Route(String backend, String suffix) {
    this.backend = backend;
    this.suffix = suffix;
  }

  static List<String> names() {
    return Arrays.stream(values()).map(route -> route.backend).toList();
  }

  static Route of(String backend) {
    return Arrays.stream(values())
        .filter(route -> route.backend.equals(backend))
        .findFirst()
        .orElseThrow();
  }

  String backend() {
    return backend;
  }

  /** How its route must end. */
  String suffix() {
    return suffix;
  }

  /** Whether a route, its query apart, leads to this API and not to the other. */
  boolean leadsTo(String endpoint) {
    String path = endpoint.split("\\?", 2)[0];
    return path.endsWith(suffix) && (this == OPENAI_CHAT || !path.endsWith(OPENAI_CHAT.suffix));
  }

  static boolean isRoute(String text) {
    return PATH.matcher(text).matches();
  }

  static boolean isHost(String text) {
    return HOST.matcher(text).matches();
  }
}
