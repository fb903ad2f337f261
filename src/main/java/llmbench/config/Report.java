// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import org.yaml.snakeyaml.nodes.Node;

/** Reports mistakes of one key's value. */
record Report(Problems problems, Source source, String key) {

  /** Says what was expected at a node, and what is written there. */
  void expected(Node at, String expected) {
    expected(at, expected, Found.describe(at));
  }

  /** The same where what is written there must not be shown, or something better can be said. */
  void expected(Node at, String expected, String found) {
    int line = source.line(at);
    problems.add(line, source.place(key, line) + ": expected " + expected + ", found " + found);
  }
}
