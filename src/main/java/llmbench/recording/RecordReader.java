// SPDX-License-Identifier: Apache-2.0
package llmbench.recording;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file of {@link RecordLog} back, of this format version or an older one, one line in
 * memory at a time. A last line that was cut, as a killed run leaves it, is passed over and {@link
 * #cutLine} says so. Not thread-safe.
 */
public final class RecordReader implements AutoCloseable {
  private final Path file;
  private final LineInput line;
  private final RecordHeader header;
  private long lineNumber;
  private final Map<String, RecordMark> marks = new HashMap<>();
  private @Nullable String cutLine;
  private Consumer<RequestRecord> beside = record -> {};

  /**
   * Opens the file and reads its header.
   *
   * @throws RecordFormatException if it is no record file, or of a newer version
   */
  public static RecordReader open(Path file) throws IOException {
    LineInput line = new LineInput(Files.newInputStream(file));
    try {
      return new RecordReader(file, line);
    } catch (IOException e) {
      line.close();
      throw e;
    }
  }

  private RecordReader(Path file, LineInput line) throws IOException {
    this.file = file;
    this.line = line;
    boolean whole = readLine();
    if (line.length() == 0) {
      throw new RecordFormatException(file + ": empty, expected the header of a record file");
    }
    try {
      header = RecordDecoder.header(line.bytes(), line.length());
    } catch (IllegalArgumentException e) {
      String cut = whole ? "" : " (the line is cut)";
      throw new RecordFormatException(file + ":1: " + e.getMessage() + cut, e);
    }
  }

  /** The file's first line. */
  public RecordHeader header() {
    return header;
  }

  /** Tells of requests that were sent beside the load, which {@link #read} passes over. */
  public RecordReader beside(Consumer<RequestRecord> told) {
    beside = told;
    return this;
  }

  /**
   * The next record of a measured request in the file's order, null at the end.
   *
   * @throws RecordFormatException if a line is broken that is not the last, or was not cut
   */
  public @Nullable RequestRecord read() throws IOException {
    while (true) {
      boolean whole = readLine();
      if (line.length() == 0) {
        if (!whole) {
          return null;
        }
        continue; // an empty line
      }
      try {
        RecordDecoder.Line read = RecordDecoder.line(line.bytes(), line.length());
        RequestRecord record = read.record();
        if (record != null && record.about().phase() == Phase.MEASURED) {
          return record;
        }
        if (record != null) {
          beside.accept(record);
        }
        if (read.mark() != null) {
          marks.put(read.mark().name(), read.mark());
        }
      } catch (IllegalArgumentException e) {
        if (whole) {
          throw new RecordFormatException(file + ":" + lineNumber + ": " + e.getMessage(), e);
        }
        cutLine = file + ":" + lineNumber + ": the last line is cut and was ignored";
        return null;
      }
    }
  }

  /**
   * The records that were not read yet, once. Failures of {@link #read} come as {@link
   * UncheckedIOException}.
   */
  public Stream<RequestRecord> records() {
    int traits = Spliterator.ORDERED | Spliterator.NONNULL;
    return StreamSupport.stream(
        new AbstractSpliterator<RequestRecord>(Long.MAX_VALUE, traits) {
          @Override
          public boolean tryAdvance(Consumer<? super RequestRecord> action) {
            try {
              RequestRecord record = read();
              if (record != null) {
                action.accept(record);
              }
              return record != null;
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          }
        },
        false);
  }

  /**
   * The last mark of a name among the lines read so far; empty if there is none, as in a file of
   * version 1 or of a run that was killed.
   */
  public Optional<RecordMark> mark(String name) {
    return Optional.ofNullable(marks.get(name));
  }

  /**
   * A sentence for the user if the last line was cut; empty if not, or before the end is reached.
   */
  public Optional<String> cutLine() {
    return Optional.ofNullable(cutLine);
  }

  @Override
  public void close() throws IOException {
    line.close();
  }

  private boolean readLine() throws IOException {
    lineNumber++;
    return line.next();
  }
}
