// SPDX-License-Identifier: Apache-2.0
package llmbench.export;

import com.github.luben.zstd.Zstd;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import llmbench.results.AtomicFile;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.schema.MessageType;

/** A Parquet file, compressed with zstd, whole or not at all. */
final class ParquetFile {
  /** Gives rows, one after the other. */
  interface Rows {
    void writeTo(RowSink sink) throws IOException;
  }

  /** Takes rows. */
  interface RowSink {
    void add(Group row) throws IOException;
  }

  private ParquetFile() {}

  /**
   * Writes or replaces a file.
   *
   * @throws IOException naming the file, if it could not be written
   */
  static void write(Path file, MessageType type, Rows rows) throws IOException {
    AtomicFile.write(
        file,
        out -> {
          try (ParquetWriter<Group> writer =
              ExampleParquetWriter.builder(new Target(out))
                  .withType(type)
                  .withConf(new PlainParquetConfiguration())
                  .withCodecFactory(new ZstdPages())
                  .withCompressionCodec(CompressionCodecName.ZSTD)
                  .build()) {
            rows.writeTo(writer::write);
          }
        });
  }

  /** A stream that is closed by others. */
  private record Target(OutputStream out) implements OutputFile {
    @Override
    public PositionOutputStream create(long blockSizeHint) {
      return new Counted(out);
    }

    @Override
    public PositionOutputStream createOrOverwrite(long blockSizeHint) {
      return new Counted(out);
    }

    @Override
    public boolean supportsBlockSize() {
      return false;
    }

    @Override
    public long defaultBlockSize() {
      return 0;
    }
  }

  private static final class Counted extends PositionOutputStream {
    private final OutputStream out;
    private long position;

    Counted(OutputStream out) {
      this.out = out;
    }

    @Override
    public long getPos() {
      return position;
    }

    @Override
    public void write(int b) throws IOException {
      out.write(b);
      position++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
      position += length;
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }
  }

  /** Parquet's own factory wants Hadoop's classes. Writes only. */
  private static final class ZstdPages implements CompressionCodecFactory {
    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName codec) {
      return new BytesInputCompressor() {
        @Override
        public BytesInput compress(BytesInput bytes) throws IOException {
          return BytesInput.from(Zstd.compress(bytes.toInputStream().readAllBytes()));
        }

        @Override
        public CompressionCodecName getCodecName() {
          return CompressionCodecName.ZSTD;
        }

        @Override
        public void release() {}
      };
    }

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
      throw new UnsupportedOperationException("nothing is read");
    }

    @Override
    public void release() {}
  }
}
