// SPDX-License-Identifier: Apache-2.0
package llmbench.cli;

import java.nio.file.Path;
import picocli.CommandLine.Parameters;

/** {@code [DIR]}: where results are. */
final class FolderArgument {
  @Parameters(
      paramLabel = "DIR",
      arity = "0..1",
      description = "the folder of the results (default: ${DEFAULT-VALUE})")
  private Path folder = Path.of("results");

  Path path() {
    return folder;
  }
}
