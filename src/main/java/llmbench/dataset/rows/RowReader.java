// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset.rows;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import llmbench.dataset.JsonPlace;

/** The rows of a file, each an object with its place, in the file's order. */
interface RowReader extends Closeable {

  /**
   * The next row; empty after the last one.
   *
   * @throws IOException if the file cannot be read, or is not of its format
   */
  Optional<JsonPlace> next() throws IOException;

  /** Where the reader has come to, as messages begin. */
  String place();

  /**
   * Leaves rows out, which need not be looked at.
   *
   * @return how many were left out: fewer than asked where the file ends
   */
  default long skip(long rows) throws IOException {
    long skipped = 0;
    while (skipped < rows && next().isPresent()) {
      skipped++;
    }
    return skipped;
  }
}
