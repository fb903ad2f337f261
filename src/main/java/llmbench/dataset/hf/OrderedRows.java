// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset.hf;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.stream.IntStream;
import llmbench.dataset.JsonPlace;
import llmbench.dataset.rows.RowFile;
import org.jspecify.annotations.Nullable;

/**
 * Rows of files in an order of their numbers: a window of them is read in one pass, however they
 * are mixed, and windows are as large as memory allows. To be closed.
 */
final class OrderedRows implements AutoCloseable {
  private static final int FIRST_WINDOW = 64;
  private static final int MOST_ROWS = 100_000;
  private static final long WINDOW_BYTES = 48L << 20;

  private final List<RowFile> files;
  private final Iterator<RowNumber> order;
  private final Queue<JsonPlace> rows = new ArrayDeque<>();
  private int window = FIRST_WINDOW;
  private RowFile.@Nullable Open reader;
  private int readFile = -1;
  private long readRow;

  OrderedRows(List<RowFile> files, Iterator<RowNumber> order) {
    this.files = files;
    this.order = order;
  }

  /** The next rows, at most so many; none at the end. */
  List<JsonPlace> next(int most) {
    if (rows.isEmpty()) {
      readWindow();
    }
    List<JsonPlace> some = new ArrayList<>();
    while (some.size() < most && !rows.isEmpty()) {
      some.add(rows.remove());
    }
    return some;
  }

  private void readWindow() {
    List<RowNumber> wanted = new ArrayList<>();
    while (wanted.size() < window && order.hasNext()) {
      wanted.add(order.next());
    }
    JsonPlace[] found = new JsonPlace[wanted.size()];
    long bytes = 0;
    int[] passOrder =
        IntStream.range(0, found.length)
            .boxed()
            .sorted(
                Comparator.comparingInt((Integer i) -> wanted.get(i).file())
                    .thenComparingLong(i -> wanted.get(i).row()))
            .mapToInt(i -> i)
            .toArray();
    for (int i : passOrder) {
      found[i] = read(wanted.get(i));
      bytes += bytes(found[i].node());
    }
    rows.addAll(List.of(found));
    long perRow = 1 + bytes / Math.max(1, found.length);
    window = (int) Math.max(1, Math.min(MOST_ROWS, WINDOW_BYTES / perRow));
  }

  private JsonPlace read(RowNumber number) {
    RowFile.Open open = reader;
    if (open == null || readFile != number.file() || readRow > number.row()) {
      close();
      open = files.get(number.file()).open();
      reader = open;
      readFile = number.file();
      readRow = 0;
    }
    open.skip(number.row() - readRow);
    readRow = number.row() + 1;
    return open.next()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "no row " + number + " in " + files.get(readFile).name()));
  }

  /** About what a row takes. */
  private static long bytes(JsonNode node) {
    if (node.isBinary()) {
      try {
        return node.binaryValue().length;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    long bytes = 48L + (node.isTextual() ? node.textValue().length() : 0);
    for (JsonNode child : node) {
      bytes += bytes(child);
    }
    return bytes;
  }

  @Override
  public void close() {
    if (reader != null) {
      reader.close();
      reader = null;
    }
  }
}
