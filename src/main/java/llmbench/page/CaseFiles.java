// SPDX-License-Identifier: Apache-2.0
package llmbench.page;

import java.nio.file.Path;

/**
 * The files of a case that the page is made of.
 *
 * @param result its result, which must be there
 * @param records its records
 * @param server what its server said; need not be there
 */
public record CaseFiles(Path result, Path records, Path server) {
  /** With the server's readings where a run puts them: {@code server} beside {@code records}. */
  public CaseFiles(Path result, Path records) {
    this(
        result,
        records,
        records
            .toAbsolutePath()
            .resolveSibling(Path.of("..", "server"))
            .resolve(String.valueOf(records.getFileName()))
            .normalize());
  }

  /** The folder that the run wrote to, from which its links lead. */
  Path runFolder() {
    return records.toAbsolutePath().resolveSibling("..").normalize();
  }
}
