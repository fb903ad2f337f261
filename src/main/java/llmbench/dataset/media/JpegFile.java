// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset.media;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Pixels as a JPEG file of quality 75 with halved colour, which is what {@code PIL.Image.save} does
 * unless told otherwise.
 */
public final class JpegFile {
  private static final int CHANNELS = 3;
  private static final float QUALITY = 0.75f;

  /** Where the lower half of JFIF's version is: Java writes 1.02, PIL 1.01. */
  private static final int MINOR_VERSION = 12;

  private JpegFile() {}

  /**
   * Encodes a picture.
   *
   * @param values rows from the top, each pixel its red, green and blue
   */
  public static byte[] ofRgb(byte[] values, int height, int width) {
    return of(values, height, width, 0, 1, 2);
  }

  /**
   * Encodes a picture.
   *
   * @param values rows from the top, each pixel its blue, green and red, as OpenCV has them
   */
  public static byte[] ofBgr(byte[] values, int height, int width) {
    return of(values, height, width, 2, 1, 0);
  }

  private static byte[] of(byte[] values, int height, int width, int... places) {
    WritableRaster pixels =
        Raster.createInterleavedRaster(
            new DataBufferByte(values, values.length),
            width,
            height,
            CHANNELS * width,
            CHANNELS,
            places,
            null);
    ComponentColorModel colours =
        new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_sRGB),
            false,
            false,
            Transparency.OPAQUE,
            DataBuffer.TYPE_BYTE);
    return of(new BufferedImage(colours, pixels, false, null));
  }

  private static byte[] of(BufferedImage image) {
    ImageWriter writer = writer();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam quality = writer.getDefaultWriteParam();
      quality.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      quality.setCompressionQuality(QUALITY);
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), quality);
    } catch (IOException e) {
      throw new UncheckedIOException("a picture cannot be encoded: " + e.getMessage(), e);
    } finally {
      writer.dispose();
    }
    byte[] file = bytes.toByteArray();
    file[MINOR_VERSION] = 1;
    return file;
  }

  private static ImageWriter writer() {
    Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName("jpeg");
    if (!writers.hasNext()) {
      throw new IllegalStateException(
          "expected a Java that writes JPEG (module java.desktop), found one without");
    }
    return writers.next();
  }
}
