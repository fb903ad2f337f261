// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset.hf;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import llmbench.random.NumpyGenerator;

/**
 * {@code IterableDataset.shuffle(seed)} of the {@code datasets} library 5.2 ({@code
 * iterable_dataset.py}): files in a drawn order, dealt out to ten readers at most, which give a
 * hundred rows each in turn; whenever a thousand rows are held they are mixed, and all but five
 * hundred go out. Earlier releases mix otherwise: 4.8 replaces one row at a time.
 */
final class StreamShuffle implements Iterator<RowNumber> {
  private static final int BUFFER = 1000;
  private static final int KEPT = BUFFER / 2;
  private static final int MOST_READERS = 10;
  private static final int BATCH = BUFFER / MOST_READERS;

  private final NumpyGenerator random;
  private final Queue<Iterator<RowNumber>> readers = new ArrayDeque<>();
  private final Queue<RowNumber> out = new ArrayDeque<>();
  private List<RowNumber> held = new ArrayList<>();

  StreamShuffle(RowExtents files, long seed) {
    int[] order = new NumpyGenerator(seed).permutation(files.files());
    this.random = new NumpyGenerator(seed);
    int count = Math.min(files.files(), MOST_READERS);
    int from = 0;
    for (int i = 0; i < count; i++) {
      int to = from + files.files() / count + (i < files.files() % count ? 1 : 0);
      readers.add(RowOrders.kept(files, Arrays.copyOfRange(order, from, to)));
      from = to;
    }
  }

  @Override
  public boolean hasNext() {
    while (out.isEmpty() && (!readers.isEmpty() || !held.isEmpty())) {
      Iterator<RowNumber> reader = readers.poll();
      if (reader == null) {
        mix(0);
        return true;
      }
      for (int i = 0; i < BATCH && reader.hasNext(); i++) {
        held.add(reader.next());
      }
      if (reader.hasNext()) {
        readers.add(reader);
      }
      if (held.size() >= BUFFER) {
        mix(KEPT);
      }
    }
    return !out.isEmpty();
  }

  private void mix(int kept) {
    int[] order = random.permutation(held.size());
    List<RowNumber> left = new ArrayList<>();
    for (int i = 0; i < order.length; i++) {
      (i < order.length - kept ? out : left).add(held.get(order[i]));
    }
    held = left;
  }

  @Override
  public RowNumber next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return out.remove();
  }
}
