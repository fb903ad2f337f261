// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import llmbench.plan.Plan;

/** Reads configurations given as text. */
final class Configs {
  static final Map<String, String> ENVIRONMENT = Map.of("TOKEN", "s3cret", "BAD", "a\nb");

  private Configs() {}

  /** The plan of a text; overrides are name, value, name, value. */
  static Plan plan(String yaml, String... overrides) {
    Map<String, String> byName = new LinkedHashMap<>();
    for (int i = 0; i < overrides.length; i += 2) {
      byName.put(overrides[i], overrides[i + 1]);
    }
    try {
      Path folder = Files.createTempDirectory("llmbench-config");
      Path file = folder.resolve("config.yaml");
      try {
        Files.writeString(file, yaml);
        return new PlanReader(() -> "0123abcd").read(file, byName, ENVIRONMENT);
      } finally {
        Files.delete(file);
        Files.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The mistakes of a text, without the folder before the file's name. */
  static List<String> problems(String yaml, String... overrides) {
    ConfigException thrown =
        catchThrowableOfType(ConfigException.class, () -> plan(yaml, overrides));
    return thrown == null
        ? List.of()
        : thrown.problems().stream()
            .map(problem -> problem.replaceAll("\\S*/config.yaml", "config.yaml"))
            .toList();
  }
}
