// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset.rows;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Bytes of a text file, of which each row may have so many, so that no row fills the memory. */
final class RowBudget extends FilterInputStream {
  /** No row of a text is longer. */
  static final long LONGEST_ROW = 128L << 20;

  private long left = LONGEST_ROW;

  RowBudget(InputStream in) {
    super(in);
  }

  /** A row longer than {@link #LONGEST_ROW}. */
  static final class RowTooLong extends IOException {
    private static final long serialVersionUID = 1;

    RowTooLong() {
      super("a row longer than " + (LONGEST_ROW >> 20) + " MiB");
    }
  }

  /** A row begins. */
  void renew() {
    left = LONGEST_ROW;
  }

  @Override
  public int read() throws IOException {
    int next = super.read();
    count(next < 0 ? 0 : 1);
    return next;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int read = super.read(into, offset, length);
    count(Math.max(0, read));
    return read;
  }

  private void count(int bytes) throws RowTooLong {
    left -= bytes;
    if (left < 0) {
      throw new RowTooLong();
    }
  }
}
