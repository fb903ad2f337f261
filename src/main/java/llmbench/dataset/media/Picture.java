// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset.media;

import com.twelvemonkeys.imageio.metadata.CompoundDirectory;
import com.twelvemonkeys.imageio.metadata.Directory;
import com.twelvemonkeys.imageio.metadata.Entry;
import com.twelvemonkeys.imageio.metadata.jpeg.JPEG;
import com.twelvemonkeys.imageio.metadata.jpeg.JPEGSegment;
import com.twelvemonkeys.imageio.metadata.jpeg.JPEGSegmentUtil;
import com.twelvemonkeys.imageio.metadata.tiff.TIFF;
import com.twelvemonkeys.imageio.metadata.tiff.TIFFReader;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * A picture of the user's as red, green and blue, upright, on white: what vLLM's {@code
 * ImageMediaIO} makes of a file ({@code vllm/multimodal/media/image.py}). Profiles of colour are
 * not applied, as PIL does not.
 */
public final class Picture {
  private static final String READABLE = "a PNG, JPEG, GIF, BMP, TIFF or WebP file";
  private static final int WHITE = 255;

  private Picture() {}

  /**
   * A file's bytes as a PNG file.
   *
   * @throws MediaException if they are of no format that is known
   */
  public static byte[] png(byte[] file) throws MediaException {
    BufferedImage image;
    try {
      image = ImageIO.read(new MemoryCacheImageInputStream(new ByteArrayInputStream(file)));
    } catch (IOException | RuntimeException e) {
      throw new MediaException(READABLE, "one that cannot be read: " + e.getMessage());
    }
    if (image == null) {
      throw new MediaException(READABLE, "another");
    }
    BufferedImage upright = upright(rgb(image), orientation(file));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageIO.write(upright, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static BufferedImage rgb(BufferedImage image) {
    BufferedImage made =
        new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
    boolean plain =
        image.getColorModel() instanceof ComponentColorModel
            && (image.getRaster().getTransferType() == DataBuffer.TYPE_BYTE
                || image.getRaster().getTransferType() == DataBuffer.TYPE_USHORT);
    Raster values = image.getRaster();
    int[] pixel = new int[values.getNumBands()];
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        int argb = plain ? argb(values.getPixel(x, y, pixel), values) : image.getRGB(x, y);
        made.setRGB(x, y, onWhite(argb));
      }
    }
    return made;
  }

  /** Grey or colours as they are stored, with or without transparency. */
  private static int argb(int[] pixel, Raster values) {
    int shift = values.getTransferType() == DataBuffer.TYPE_USHORT ? Byte.SIZE : 0;
    int bands = pixel.length;
    boolean grey = bands < 3;
    int red = pixel[0] >> shift;
    int green = grey ? red : pixel[1] >> shift;
    int blue = grey ? red : pixel[2] >> shift;
    int alpha = bands % 2 == 0 ? pixel[bands - 1] >> shift : 255;
    return alpha << 24 | red << 16 | green << 8 | blue;
  }

  private static int onWhite(int argb) {
    int alpha = argb >>> 24;
    return blend(argb >> 16 & 0xFF, alpha) << 16
        | blend(argb >> 8 & 0xFF, alpha) << 8
        | blend(argb & 0xFF, alpha);
  }

  /** Rounded as PIL's {@code paste} does. */
  private static int blend(int value, int alpha) {
    int sum = value * alpha + WHITE * (255 - alpha) + 128;
    return ((sum >> 8) + sum) >> 8;
  }

  /** What EXIF says of how the camera was held; 1 for upright. */
  private static int orientation(byte[] file) {
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
      for (JPEGSegment segment : JPEGSegmentUtil.readSegments(in, JPEG.APP1, "Exif")) {
        try (InputStream data = segment.data()) {
          data.skipNBytes(1); // pads the name
          Directory exif = new TIFFReader().read(new MemoryCacheImageInputStream(data));
          Directory first = exif instanceof CompoundDirectory all ? all.getDirectory(0) : exif;
          Entry entry = first.getEntryById(TIFF.TAG_ORIENTATION);
          return entry != null && entry.getValue() instanceof Number number ? number.intValue() : 1;
        }
      }
    } catch (IOException | RuntimeException e) {
      return 1; // no JPEG, or data that PIL passes over too
    }
    return 1;
  }

  /** {@code ImageOps.exif_transpose}. */
  private static BufferedImage upright(BufferedImage image, int orientation) {
    if (orientation < 2 || orientation > 8) {
      return image;
    }
    int width = image.getWidth();
    int height = image.getHeight();
    boolean turned = orientation >= 5;
    BufferedImage made =
        new BufferedImage(
            turned ? height : width, turned ? width : height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < made.getHeight(); y++) {
      for (int x = 0; x < made.getWidth(); x++) {
        int right = width - 1;
        int bottom = height - 1;
        int value =
            switch (orientation) {
              case 2 -> image.getRGB(right - x, y);
              case 3 -> image.getRGB(right - x, bottom - y);
              case 4 -> image.getRGB(x, bottom - y);
              case 5 -> image.getRGB(y, x);
              case 6 -> image.getRGB(y, bottom - x);
              case 7 -> image.getRGB(right - y, bottom - x);
              default -> image.getRGB(right - y, x);
            };
        made.setRGB(x, y, value);
      }
    }
    return made;
  }
}
