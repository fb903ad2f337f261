// SPDX-License-Identifier: Apache-2.0
package llmbench.recording;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A line of a record log that is no record: something known only when the case, or the run, has
 * ended. Of several marks with one name the last counts.
 *
 * @param name what it is, such as {@link #END}
 * @param values as JSON has them: maps in order, lists, texts, numbers, booleans and null
 */
public record RecordMark(String name, Map<String, Object> values) {
  /** The case has ended and all its records stand before this line. */
  public static final String END = "end";

  /** Gatling's counts of the case, known after the last case. */
  public static final String GATLING = "gatling";

  /** Copies the map. */
  public RecordMark {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /**
   * Appends the mark to a log that was closed, and waits until the disk has it. A process that is
   * killed meanwhile leaves a cut last line at most, which readers pass over.
   *
   * @throws IOException if the file cannot be written, or does not end with a whole line
   */
  public void appendTo(Path file) throws IOException {
    try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
      long length = out.length();
      if (length == 0) {
        throw new RecordFormatException(file + ": empty, expected a record file");
      }
      out.seek(length - 1);
      if (out.read() != '\n') {
        throw new RecordFormatException(file + ": the last line is cut, nothing can be added");
      }
      ByteBuffer line = new RecordEncoder().encode(this);
      try {
        out.write(line.array(), line.arrayOffset(), line.remaining());
        out.getFD().sync();
      } catch (IOException e) {
        try {
          out.setLength(length);
        } catch (IOException again) {
          e.addSuppressed(again);
        }
        throw new IOException("cannot add to " + file + ": " + e.getMessage(), e);
      }
    }
  }
}
