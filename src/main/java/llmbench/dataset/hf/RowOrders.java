// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset.hf;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import llmbench.dataset.Rows;
import llmbench.plan.DatasetSpec;
import llmbench.random.NumpyGenerator;

/** The orders of rows but for the shuffle of a stream. */
final class RowOrders {
  private RowOrders() {}

  /** File by file, as they stand there. */
  static Iterator<RowNumber> kept(RowExtents files, int[] order) {
    return new Iterator<>() {
      private int at;
      private long row;

      @Override
      public boolean hasNext() {
        while (at < order.length && !files.has(order[at], row)) {
          at++;
          row = 0;
        }
        return at < order.length;
      }

      @Override
      public RowNumber next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        return new RowNumber(order[at], row++);
      }
    };
  }

  /**
   * All rows mixed at once: {@code Dataset.shuffle} of the {@code datasets} library, which takes
   * NumPy's permutation ({@code arrow_dataset.py}).
   */
  static Iterator<RowNumber> mixed(RowExtents files, long seed) {
    long[] firsts = new long[files.files() + 1];
    for (int i = 0; i < files.files(); i++) {
      firsts[i + 1] = firsts[i] + files.size(i);
    }
    int[] order = new NumpyGenerator(seed).permutation(Math.toIntExact(firsts[files.files()]));
    return new Iterator<>() {
      private int at;

      @Override
      public boolean hasNext() {
        return at < order.length;
      }

      @Override
      public RowNumber next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        int row = order[at++];
        int file = 0;
        while (row >= firsts[file + 1]) {
          file++;
        }
        return new RowNumber(file, row - firsts[file]);
      }
    };
  }

  /**
   * A row of each file in turn, then mixed as Python's {@code random.shuffle} does: {@code
   * BFCLDataset}.
   */
  static Iterator<RowNumber> dealt(RowExtents files, DatasetSpec.Rules rules, long seed) {
    List<RowNumber> dealt = new ArrayList<>();
    boolean more = true;
    for (long row = 0; more; row++) {
      more = false;
      for (int file = 0; file < files.files(); file++) {
        if (files.has(file, row)) {
          dealt.add(new RowNumber(file, row));
          more = true;
        }
      }
    }
    return IntStream.of(Rows.order(dealt.size(), rules, seed)).mapToObj(dealt::get).iterator();
  }
}
