// SPDX-License-Identifier: Apache-2.0
package llmbench.metrics;

import java.util.ArrayList;
import java.util.List;

/** A growing list of longs that never copies what it holds: it grows by blocks. */
final class LongBlocks {
  private static final int SHIFT = 14;
  private static final int BLOCK = 1 << SHIFT;

  private final List<long[]> blocks = new ArrayList<>();
  private long size;

  void add(long value) {
    int within = (int) (size & (BLOCK - 1));
    if (within == 0) {
      blocks.add(new long[BLOCK]);
    }
    blocks.get(blocks.size() - 1)[within] = value;
    size++;
  }

  long get(long position) {
    return blocks.get((int) (position >> SHIFT))[(int) (position & (BLOCK - 1))];
  }

  long size() {
    return size;
  }
}
