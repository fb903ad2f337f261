// SPDX-License-Identifier: Apache-2.0
package llmbench.cli;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.List;
import java.util.stream.Collectors;

/** Texts of a command line as values of a configuration. */
final class Yaml {
  private Yaml() {}

  /** A text in quotes. Where a number is expected, one in quotes is a number. */
  static String quoted(String text) {
    return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
  }

  /** A list of texts. */
  static String list(List<String> texts) {
    return texts.stream().map(Yaml::quoted).collect(Collectors.joining(", ", "[", "]"));
  }
}
