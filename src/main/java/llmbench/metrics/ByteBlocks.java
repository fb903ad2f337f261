// SPDX-License-Identifier: Apache-2.0
package llmbench.metrics;

import java.util.ArrayList;
import java.util.List;

/** A growing list of bytes that never copies what it holds: it grows by blocks. */
final class ByteBlocks {
  private static final int SHIFT = 16;
  private static final int BLOCK = 1 << SHIFT;

  private final List<byte[]> blocks = new ArrayList<>();
  private long size;

  void add(byte value) {
    int within = (int) (size & (BLOCK - 1));
    if (within == 0) {
      blocks.add(new byte[BLOCK]);
    }
    blocks.get(blocks.size() - 1)[within] = value;
    size++;
  }

  byte get(long position) {
    return blocks.get((int) (position >> SHIFT))[(int) (position & (BLOCK - 1))];
  }
}
