// SPDX-License-Identifier: Apache-2.0
package llmbench.backend;

import java.util.List;

/** The backends that are built, by name. */
public final class Backends {
  private static final List<Backend> ALL =
      List.of(new OpenAiChat(), new OpenAiCompletions("openai"), new OpenAiCompletions("vllm"));

  private Backends() {}

  /** Names, the default first. */
  public static List<String> names() {
    return ALL.stream().map(Backend::name).toList();
  }

  /**
   * The backend of that name.
   *
   * @throws IllegalArgumentException if there is none; the message lists those there are
   */
  public static Backend named(String name) {
    return ALL.stream()
        .filter(backend -> backend.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "backend: expected one of " + names() + ", found \"" + name + "\""));
  }
}
