// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.imageio.ImageIO;
import org.jcodec.common.DemuxerTrack;
import org.jcodec.common.io.ByteBufferSeekableByteChannel;
import org.jcodec.common.model.Packet;
import org.jcodec.containers.mp4.boxes.TrackHeaderBox;
import org.jcodec.containers.mp4.demuxer.AbstractMP4DemuxerTrack;
import org.jcodec.containers.mp4.demuxer.MP4Demuxer;

/** What is in a medium's bytes, as the goldens write it. */
final class MediaFiles {
  private MediaFiles() {}

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Size of a picture, and the digest of its red, green and blue. */
  static String pixels(byte[] png) {
    try {
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
      ByteArrayOutputStream values = new ByteArrayOutputStream();
      for (int y = 0; y < image.getHeight(); y++) {
        for (int x = 0; x < image.getWidth(); x++) {
          int rgb = image.getRGB(x, y);
          values.write(rgb >> 16);
          values.write(rgb >> 8);
          values.write(rgb);
        }
      }
      return image.getWidth() + "x" + image.getHeight() + " " + sha256(values.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Pictures a second, size, number and digest of the pictures of a film. */
  static String describe(byte[] mp4) {
    try (MP4Demuxer demuxer =
        MP4Demuxer.createMP4Demuxer(
            ByteBufferSeekableByteChannel.readFromByteBuffer(ByteBuffer.wrap(mp4)))) {
      DemuxerTrack track = demuxer.getVideoTrack();
      TrackHeaderBox head = ((AbstractMP4DemuxerTrack) track).getBox().getTrackHeader();
      ByteArrayOutputStream pictures = new ByteArrayOutputStream();
      long perSecond = 0;
      int count = 0;
      for (Packet next = track.nextFrame(); next != null; next = track.nextFrame()) {
        byte[] picture = new byte[next.getData().remaining()];
        next.getData().get(picture);
        pictures.writeBytes(picture);
        perSecond = next.getTimescale() / next.getDuration();
        count++;
      }
      return perSecond
          + " "
          + (int) head.getWidth()
          + "x"
          + (int) head.getHeight()
          + " "
          + count
          + " "
          + sha256(pictures.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
