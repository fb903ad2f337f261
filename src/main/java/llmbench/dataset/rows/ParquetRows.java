// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset.rows;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import llmbench.dataset.DatasetException;
import llmbench.dataset.JsonPlace;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/** Parquet, a row group at a time. */
final class ParquetRows implements RowReader {
  private static final byte[] MAGIC = {'P', 'A', 'R', '1'};

  private final String name;
  private final ParquetFileReader file;
  private final MessageType schema;
  private final MessageColumnIO columns;
  private @Nullable RecordReader<ObjectNode> group;
  private long leftInGroup;
  private long number;
  private int nextGroup;

  ParquetRows(String name, Path path) throws IOException {
    this.name = name;
    checkEnd(name, path);
    this.file =
        new ParquetFileReader(
            new LocalInputFile(path),
            new ParquetReadOptions.Builder(new PlainParquetConfiguration())
                .withCodecFactory(new ParquetCodecs())
                .build());
    this.schema = file.getFileMetaData().getSchema();
    this.columns = new ColumnIOFactory().getColumnIO(schema);
  }

  private static void checkEnd(String name, Path path) throws IOException {
    try (RandomAccessFile bytes = new RandomAccessFile(path.toFile(), "r")) {
      byte[] end = new byte[MAGIC.length];
      if (bytes.length() >= 2L * MAGIC.length) {
        bytes.seek(bytes.length() - MAGIC.length);
        bytes.readFully(end);
      }
      if (!Arrays.equals(end, MAGIC)) {
        throw new DatasetException(
            name
                + ": expected whole Parquet, found a file that does not end as one; it may be cut"
                + " short");
      }
    }
  }

  /** How many rows there are. */
  long size() {
    return file.getRecordCount();
  }

  @Override
  public Optional<JsonPlace> next() throws IOException {
    while (leftInGroup == 0) {
      PageReadStore pages = file.readNextRowGroup();
      if (pages == null) {
        return Optional.empty();
      }
      nextGroup++;
      leftInGroup = pages.getRowCount();
      group = columns.getRecordReader(pages, new ParquetNodes(schema));
    }
    if (group == null) {
      throw new IllegalStateException("no row group");
    }
    leftInGroup--;
    ObjectNode row = group.read();
    JsonPlace place = new JsonPlace(place(), "", row);
    number++;
    return Optional.of(place);
  }

  @Override
  public long skip(long rows) throws IOException {
    long left = rows;
    while (left > 0) {
      if (leftInGroup > 0) {
        if (next().isEmpty()) {
          break;
        }
        left--;
      } else if (nextGroup < file.getRowGroups().size()
          && file.getRowGroups().get(nextGroup).getRowCount() <= left) {
        left -= file.getRowGroups().get(nextGroup).getRowCount();
        number += file.getRowGroups().get(nextGroup).getRowCount();
        file.skipNextRowGroup();
        nextGroup++;
      } else if (next().isEmpty()) {
        break;
      } else {
        left--;
      }
    }
    return rows - left;
  }

  @Override
  public String place() {
    return name + " row " + number;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
