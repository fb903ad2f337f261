// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset.hf;

import java.util.ArrayList;
import java.util.List;
import llmbench.dataset.rows.RowFile;
import org.jspecify.annotations.Nullable;

/** How far files go, read only as far as asked. To be closed. */
final class RowExtents implements AutoCloseable {
  private final List<RowFile> files;
  private final List<RowFile.@Nullable Open> readers = new ArrayList<>();
  private final long[] known;
  private final boolean[] whole;

  RowExtents(List<RowFile> files) {
    this.files = files;
    this.known = new long[files.size()];
    this.whole = new boolean[files.size()];
    files.forEach(file -> readers.add(null));
  }

  /** How many files there are. */
  int files() {
    return files.size();
  }

  /** Whether a file has that row. */
  boolean has(int file, long row) {
    if (row < known[file] || whole[file]) {
      return row < known[file];
    }
    RowFile.Open reader = readers.get(file);
    if (reader == null) {
      reader = files.get(file).open();
      readers.set(file, reader);
    }
    long wanted = row + 1 - known[file];
    long found = reader.skip(wanted);
    known[file] += found;
    if (found < wanted) {
      whole[file] = true;
      reader.close();
      readers.set(file, null);
    }
    return row < known[file];
  }

  /** A file's rows. */
  long size(int file) {
    if (!whole[file]) {
      known[file] = files.get(file).size();
      whole[file] = true;
    }
    return known[file];
  }

  @Override
  public void close() {
    for (RowFile.Open reader : readers) {
      if (reader != null) {
        reader.close();
      }
    }
  }
}
