// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset.rows;

import io.airlift.compress.Decompressor;
import io.airlift.compress.lz4.Lz4Decompressor;
import io.airlift.compress.snappy.SnappyDecompressor;
import io.airlift.compress.zstd.ZstdDecompressor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** Parquet's compressions without Hadoop, whose classes its own factory wants. Reads only. */
final class ParquetCodecs implements CompressionCodecFactory {

  @Override
  public BytesInputCompressor getCompressor(CompressionCodecName codec) {
    throw new UnsupportedOperationException("nothing is written");
  }

  @Override
  public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
    return switch (codec) {
      case UNCOMPRESSED -> new Pages((bytes, size) -> bytes);
      case SNAPPY -> blocks(new SnappyDecompressor());
      case ZSTD -> blocks(new ZstdDecompressor());
      case LZ4_RAW -> blocks(new Lz4Decompressor());
      case GZIP ->
          new Pages(
              (bytes, size) -> {
                try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
                  return in.readNBytes(size);
                }
              });
      case LZO, LZ4, BROTLI ->
          throw new UnsupportedOperationException(
              "the compression " + codec + "; write the file with zstd, snappy, gzip or lz4_raw");
    };
  }

  private static Pages blocks(Decompressor decompressor) {
    return new Pages(
        (bytes, size) -> {
          byte[] out = new byte[size];
          int length = decompressor.decompress(bytes, 0, bytes.length, out, 0, size);
          if (length != size) {
            throw new IOException("a page of " + length + " bytes in place of " + size);
          }
          return out;
        });
  }

  @Override
  public void release() {}

  private interface Decompression {
    byte[] apply(byte[] bytes, int size) throws IOException;
  }

  private record Pages(Decompression decompression) implements BytesInputDecompressor {
    @Override
    public BytesInput decompress(BytesInput bytes, int size) throws IOException {
      return BytesInput.from(decompression.apply(bytes.toInputStream().readAllBytes(), size));
    }

    @Override
    public void decompress(ByteBuffer input, int inputSize, ByteBuffer output, int size)
        throws IOException {
      byte[] bytes = new byte[inputSize];
      input.get(bytes);
      output.put(decompression.apply(bytes, size));
    }

    @Override
    public void release() {}
  }
}
