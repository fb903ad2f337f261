// SPDX-License-Identifier: Apache-2.0
package llmbench.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import picocli.CommandLine.Option;

/** {@code --json}: the answer for machines on standard output, and nothing else there. */
final class JsonOption {
  private static final JsonMapper JSON = new JsonMapper();

  @Option(names = "--json", description = "print JSON and nothing else")
  private boolean asked;

  boolean asked() {
    return asked;
  }

  /** Prints a value as Jackson writes it, ending in a line break. */
  static void print(PrintWriter out, Object value) throws JsonProcessingException {
    out.println(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(value));
    out.flush();
  }
}
