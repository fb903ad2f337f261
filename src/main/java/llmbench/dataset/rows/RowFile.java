// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset.rows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import llmbench.dataset.DatasetException;
import llmbench.dataset.JsonPlace;
import org.apache.commons.compress.compressors.CompressorException;
import org.apache.commons.compress.compressors.CompressorStreamFactory;
import org.jspecify.annotations.Nullable;

/**
 * A file of rows: JSON, JSONL, CSV or TSV, plain or compressed by gzip, zstd, xz or bzip2 (found by
 * its first bytes), or Parquet. It can be read from its start as often as asked.
 */
public final class RowFile {
  private static final List<String> COMPRESSED = List.of(".gz", ".zst", ".xz", ".bz2");
  private static final int BUFFER_BYTES = 1 << 16;

  private final Path path;
  private final String name;
  private final String format;

  private RowFile(Path path, String format) {
    this.path = path;
    this.name = String.valueOf(path.getFileName());
    this.format = format;
  }

  /** Whether a file of that name can be read. */
  public static boolean isOne(Path path) {
    return format(path) != null;
  }

  /**
   * A file; it is not read yet.
   *
   * @throws DatasetException if its name has none of the endings
   */
  public static RowFile of(Path path) {
    String format = format(path);
    if (format == null) {
      throw new DatasetException(
          path.getFileName()
              + ": expected a name that ends in .parquet, .jsonl, .json, .csv or .tsv, the text ones"
              + " also with .gz, .zst, .xz or .bz2");
    }
    return new RowFile(path, format);
  }

  /** Its name's ending without that of a compression; null if it is none of ours. */
  private static @Nullable String format(Path path) {
    String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
    for (String ending : COMPRESSED) {
      if (name.endsWith(ending)) {
        name = name.substring(0, name.length() - ending.length());
        break;
      }
    }
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "parquet" -> "parquet";
      case "json", "jsonl", "ndjson" -> "json";
      case "csv" -> "csv";
      case "tsv" -> "tsv";
      default -> null;
    };
  }

  /** The file's name, as messages begin. */
  public String name() {
    return name;
  }

  /**
   * How many rows it has, which reads it through unless it is Parquet.
   *
   * @throws DatasetException if it cannot be read
   */
  public long size() {
    try (Open open = open()) {
      return open.reader instanceof ParquetRows parquet
          ? parquet.size()
          : open.skip(Long.MAX_VALUE);
    }
  }

  /**
   * Its rows from the start; to be closed.
   *
   * @throws DatasetException if it cannot be opened
   */
  public Open open() {
    return new Open();
  }

  /** The file while it is read. */
  public final class Open implements AutoCloseable {
    private final RowReader reader;

    private Open() {
      this.reader = guarded(RowFile.this::reader, () -> name + ":1");
    }

    /**
     * The next row; empty after the last one.
     *
     * @throws DatasetException if there is none that can be read
     */
    public Optional<JsonPlace> next() {
      return guarded(reader::next, this::place);
    }

    /** Leaves rows out; how many there were. */
    public long skip(long rows) {
      return guarded(() -> reader.skip(rows), this::place);
    }

    private String place() {
      return reader.place();
    }

    @Override
    public void close() {
      try {
        reader.close();
      } catch (IOException e) {
        throw unreadable(e);
      }
    }
  }

  private RowReader reader() throws IOException {
    if (format.equals("parquet")) {
      return new ParquetRows(name, path);
    }
    InputStream in = plain();
    try {
      return switch (format) {
        case "json" -> new JsonRows(name, in);
        case "csv" -> new CsvRows(name, in, ',');
        default -> new CsvRows(name, in, '\t');
      };
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  private InputStream plain() throws IOException {
    BufferedInputStream in = new BufferedInputStream(Files.newInputStream(path), BUFFER_BYTES);
    try {
      String compression = CompressorStreamFactory.detect(in);
      return new CompressorStreamFactory(true).createCompressorInputStream(compression, in);
    } catch (CompressorException | IllegalArgumentException e) {
      return in; // the first bytes are of no compression
    }
  }

  private interface Read<T> {
    T read() throws IOException;
  }

  /** Says in one message what is wrong and where. */
  private <T> T guarded(Read<T> read, Supplier<String> place) {
    try {
      return read.read();
    } catch (DatasetException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw refusal(e, place);
    }
  }

  /** Libraries wrap what the file's stream threw. */
  private DatasetException refusal(Exception e, Supplier<String> place) {
    if (has(e, RowBudget.RowTooLong.class) || has(e, StreamConstraintsException.class)) {
      return new DatasetException(
          place.get()
              + ": expected rows of at most "
              + (RowBudget.LONGEST_ROW >> 20)
              + " MiB, found a longer one",
          e);
    }
    if (has(e, CharacterCodingException.class)) {
      return new DatasetException(place.get() + ": expected UTF-8, found another encoding", e);
    }
    if (e instanceof JsonProcessingException json) {
      return new DatasetException(
          place.get() + ": expected " + expected() + ", found " + json.getOriginalMessage(), e);
    }
    if (e instanceof IOException) {
      return unreadable(e);
    }
    return new DatasetException(
        place.get() + ": expected " + expected() + ", found " + e.getMessage(), e);
  }

  private static boolean has(Throwable thrown, Class<? extends Throwable> type) {
    for (Throwable each = thrown; each != null; each = each.getCause()) {
      if (type.isInstance(each)) {
        return true;
      }
    }
    return false;
  }

  private String expected() {
    return switch (format) {
      case "parquet" -> "whole Parquet";
      case "json" -> "JSON in UTF-8";
      default -> "CSV in UTF-8";
    };
  }

  private DatasetException unreadable(Exception why) {
    return new DatasetException(
        name + ": expected a readable file of " + expected() + ", found " + why.getMessage(), why);
  }
}
