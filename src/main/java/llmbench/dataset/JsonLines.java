// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/**
 * A file with a JSON object on each line, of which only the places are held; blank lines are left
 * out, as pandas' {@code read_json(lines=True)} does. Every line is checked once, read when it is
 * needed.
 */
final class JsonLines {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int LONGEST_LINE = 1 << 30;

  private final DatasetFile file;
  private long[] offsets = new long[1024];
  private int[] lines = new int[1024];
  private int size;

  private JsonLines(Path path) {
    this.file = new DatasetFile(path);
  }

  /**
   * Finds the rows of a file.
   *
   * @throws DatasetException if it cannot be read, or a line is no JSON object
   */
  static JsonLines of(Path path) {
    JsonLines rows = new JsonLines(path);
    try (InputStream in = new BufferedInputStream(Files.newInputStream(path), BUFFER_BYTES)) {
      rows.find(in);
    } catch (IOException e) {
      throw rows.file.unreadable(e);
    }
    if (rows.size == 0) {
      throw rows.file.empty("a JSON object on each line");
    }
    return rows;
  }

  private void find(InputStream in) throws IOException {
    byte[] line = new byte[BUFFER_BYTES];
    int length = 0;
    long offset = 0;
    int number = 1;
    for (int next = in.read(); next >= 0; next = in.read()) {
      if (next == '\n') {
        add(line, length, offset, number);
        offset += length + 1L;
        length = 0;
        number++;
        continue;
      }
      if (length == line.length) {
        if (length >= LONGEST_LINE) {
          throw new DatasetException(
              file.row(number) + ": expected a line of at most 1 GiB, found a longer one");
        }
        line = Arrays.copyOf(line, 2 * length);
      }
      line[length++] = (byte) next;
    }
    add(line, length, offset, number);
  }

  private void add(byte[] line, int length, long offset, int number) throws IOException {
    boolean blank = true;
    for (int i = 0; i < length && blank; i++) {
      blank = line[i] == ' ' || line[i] == '\t' || line[i] == '\r';
    }
    if (blank) {
      return;
    }
    check(line, length, number);
    if (size == offsets.length) {
      offsets = Arrays.copyOf(offsets, 2 * size);
      lines = Arrays.copyOf(lines, 2 * size);
    }
    offsets[size] = offset;
    lines[size] = number;
    size++;
  }

  private void check(byte[] line, int length, int number) throws IOException {
    try (JsonParser parser = DatasetFile.JSON.createParser(line, 0, length)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new DatasetException(file.row(number) + ": expected a JSON object on the line");
      }
      parser.skipChildren();
      if (parser.nextToken() != null) {
        throw new DatasetException(file.row(number) + ": expected one JSON object on the line");
      }
    } catch (JsonProcessingException e) {
      throw file.broken(number, e);
    }
  }

  /** How many rows there are, at least 1. */
  int size() {
    return size;
  }

  /**
   * Rows, read one by one as they are asked for; to be closed.
   *
   * @param order numbers of rows, from 0
   */
  Stream<JsonPlace> rows(int[] order) {
    FileChannel channel;
    try {
      channel = FileChannel.open(file.path(), StandardOpenOption.READ);
    } catch (IOException e) {
      throw file.unreadable(e);
    }
    IntFunction<JsonPlace> read =
        row -> {
          try {
            return new JsonPlace(
                file.row(lines[row]), "", file.valueAt(channel, offsets[row], lines[row]));
          } catch (IOException e) {
            throw file.unreadable(e);
          }
        };
    return Arrays.stream(order)
        .mapToObj(read)
        .onClose(
            () -> {
              try {
                channel.close();
              } catch (IOException e) {
                throw file.unreadable(e);
              }
            });
  }

  /** A problem of the whole file. */
  DatasetException none(String wanted) {
    return file.empty(wanted);
  }
}
