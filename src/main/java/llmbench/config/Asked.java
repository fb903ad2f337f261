// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * What the command line asks for.
 *
 * @param file the configuration
 * @param overrides values in YAML by key
 */
record Asked(Path file, Map<String, String> overrides) {
  /**
   * Reads the properties named {@code bench.*}.
   *
   * @param defaultFile the file where {@code bench.config} names none
   * @throws ConfigException if it names no path
   */
  static Asked of(Path defaultFile, Properties properties) {
    ForkedProperties values = new ForkedProperties(properties);
    Map<String, String> overrides = new TreeMap<>();
    for (String name : properties.stringPropertyNames()) {
      if (name.startsWith(PlanReader.PREFIX)) {
        overrides.put(name.substring(PlanReader.PREFIX.length()), values.get(name));
      }
    }
    String file = overrides.remove(PlanReader.CONFIG);
    return new Asked(file == null ? defaultFile : path(file), overrides);
  }

  private static Path path(String file) {
    try {
      if (!file.isBlank()) {
        return Path.of(file);
      }
    } catch (InvalidPathException e) {
      // Said below.
    }
    throw new ConfigException(
        List.of("-Dbench.config: expected a path, found " + Found.quote(file)));
  }
}
