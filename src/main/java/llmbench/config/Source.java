// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Where a text comes from.
 *
 * @param file null for an override
 * @param prefix what stands before a key: of an override, or of a part of a key's value
 */
record Source(@Nullable Path file, String prefix) {
  /** Sorts after every line of the file. */
  static final int NO_LINE = Integer.MAX_VALUE;

  static final Source OVERRIDE = override("-Dbench.");

  /** A file. */
  Source(Path file) {
    this(file, "");
  }

  /** Overrides whose keys are shown after that text. */
  static Source override(String prefix) {
    return new Source(null, prefix);
  }

  /** The line of a node of this source, from 1. */
  int line(Node node) {
    return file == null ? NO_LINE : node.getStartMark().getLine() + 1;
  }

  /**
   * The start of a message: {@code config.yaml:14 request_rate} or {@code -Dbench.request_rate}.
   */
  String place(String key, int line) {
    return file == null
        ? prefix + key
        : file + ":" + line + (key.isEmpty() ? "" : " " + prefix + key);
  }

  /** The same for what stands in a part of a key's value, such as {@code workloads.chat.}. */
  Source within(String part) {
    return new Source(file, prefix + part);
  }
}
