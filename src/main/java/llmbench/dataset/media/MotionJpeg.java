// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jcodec.common.Codec;
import org.jcodec.common.MuxerTrack;
import org.jcodec.common.VideoCodecMeta;
import org.jcodec.common.io.ByteBufferSeekableByteChannel;
import org.jcodec.common.model.ColorSpace;
import org.jcodec.common.model.Packet;
import org.jcodec.common.model.Size;
import org.jcodec.containers.mp4.Brand;
import org.jcodec.containers.mp4.muxer.MP4Muxer;

/** A film of JPEG pictures, 30 a second, in an MP4 file. */
public final class MotionJpeg {
  private static final int FRAMES_PER_SECOND = 30;

  /** The file's head and tables: so much, and so much for each picture. */
  private static final int TABLES_BYTES = 4096;

  private static final int FRAME_BYTES = 64;

  private final VideoCodecMeta format;
  private final List<byte[]> pictures = new ArrayList<>();

  /** A film of that size, without pictures yet. */
  public MotionJpeg(int height, int width) {
    format = VideoCodecMeta.createSimpleVideoCodecMeta(new Size(width, height), ColorSpace.YUV420J);
  }

  /** Adds a JPEG file. */
  public void add(byte[] picture) {
    pictures.add(picture);
  }

  /** The film as a file. */
  public byte[] mp4() {
    int capacity = TABLES_BYTES;
    for (byte[] picture : pictures) {
      capacity = Math.addExact(capacity, FRAME_BYTES + picture.length);
    }
    ByteBuffer file = ByteBuffer.allocate(capacity);
    try (ByteBufferSeekableByteChannel channel = new ByteBufferSeekableByteChannel(file, 0)) {
      MP4Muxer muxer = MP4Muxer.createMP4Muxer(channel, Brand.MP4);
      MuxerTrack track = muxer.addVideoTrack(Codec.JPEG, format);
      for (int i = 0; i < pictures.size(); i++) {
        track.addFrame(
            Packet.createPacket(
                ByteBuffer.wrap(pictures.get(i)),
                i,
                FRAMES_PER_SECOND,
                1,
                i,
                Packet.FrameType.KEY,
                null));
      }
      muxer.finish();
      return Arrays.copyOf(file.array(), (int) channel.size());
    } catch (IOException e) {
      throw new UncheckedIOException("a film cannot be made: " + e.getMessage(), e);
    }
  }
}
