// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset.hf;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Base64;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import llmbench.dataset.DatasetException;
import llmbench.dataset.JsonPlace;

/**
 * Images as vLLM's {@code process_image} sends them: the pixels as RGB, what is transparent over
 * white, encoded as JPEG in a data URL. Pixels and size are the same as vLLM's; the encoder, and so
 * the bytes, is another.
 */
final class Pictures {
  /** PIL's default. */
  private static final float QUALITY = 0.75f;

  private Pictures() {}

  /**
   * The content part of an image: a column {@code {bytes, path}} or bytes, or the address or path
   * of one, which is sent as it is.
   *
   * @throws DatasetException if it is no image that can be read
   */
  static Map<String, Object> part(JsonPlace image, Ask ask) {
    Map<String, Object> part = new LinkedHashMap<>();
    part.put("type", "image_url");
    part.put("image_url", Map.of("url", url(image, ask)));
    return part;
  }

  private static String url(JsonPlace image, Ask ask) {
    JsonNode node = image.node();
    if (node.isTextual()) {
      String address = node.textValue();
      boolean whole =
          address.startsWith("http://")
              || address.startsWith("https://")
              || address.startsWith("file://")
              || address.startsWith("data:image/");
      return whole ? address : "file://" + address;
    }
    return "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(jpeg(image, ask));
  }

  private static byte[] jpeg(JsonPlace image, Ask ask) {
    try {
      return encoded(pixels(image, bytes(image, ask)));
    } catch (IOException | RuntimeException e) {
      if (e instanceof DatasetException known) {
        throw known;
      }
      throw new DatasetException(
          image.row() + " " + image.path() + ": expected an image, found " + e.getMessage(), e);
    }
  }

  /** What is encoded. */
  static BufferedImage pixels(JsonPlace place, byte[] file) throws IOException {
    BufferedImage read =
        ImageIO.read(new MemoryCacheImageInputStream(new ByteArrayInputStream(file)));
    if (read == null) {
      throw place.unexpected("an image that Java reads (JPEG, PNG, GIF, BMP, TIFF)");
    }
    return rgb(read);
  }

  private static byte[] bytes(JsonPlace image, Ask ask) throws IOException {
    JsonNode bytes = image.node().isObject() ? image.node().path("bytes") : image.node();
    if (bytes.isBinary()) {
      return bytes.binaryValue();
    }
    JsonNode path = image.node().path("path");
    if (path.isTextual()) {
      return Files.readAllBytes(ask.files().path(path.textValue()));
    }
    throw image.unexpected("an image as {bytes, path}, bytes or a path");
  }

  /** PIL's {@code convert("RGB")}, and vLLM's {@code rgba_to_rgb} for what is transparent. */
  private static BufferedImage rgb(BufferedImage image) {
    if (image.getType() == BufferedImage.TYPE_3BYTE_BGR) {
      return image; // as JPEG and PNG in RGB come
    }
    int width = image.getWidth();
    BufferedImage rgb = new BufferedImage(width, image.getHeight(), BufferedImage.TYPE_INT_RGB);
    boolean grey = image.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_GRAY;
    boolean clear = image.getColorModel().hasAlpha();
    for (int y = 0; y < image.getHeight(); y++) {
      int[] row =
          grey ? grey(image.getRaster(), y, clear) : image.getRGB(0, y, width, 1, null, 0, width);
      for (int x = 0; clear && x < width; x++) {
        row[x] = overWhite(row[x]);
      }
      rgb.setRGB(0, y, width, 1, row, 0, width);
    }
    return rgb;
  }

  /** Java would take the values of grey for linear ones and change them. */
  private static int[] grey(Raster raster, int y, boolean clear) {
    int[] row = new int[raster.getWidth()];
    int[] bits = raster.getSampleModel().getSampleSize();
    for (int x = 0; x < row.length; x++) {
      int value = eightBits(raster.getSample(x, y, 0), bits[0]);
      int alpha = clear ? eightBits(raster.getSample(x, y, 1), bits[1]) : 255;
      row[x] = (alpha << 24) | (value << 16) | (value << 8) | value;
    }
    return row;
  }

  private static int eightBits(int value, int bits) {
    return bits > 8 ? value >> (bits - 8) : value * 255 / ((1 << bits) - 1);
  }

  /** A pixel over white, rounded as PIL's {@code paste} does. */
  private static int overWhite(int argb) {
    int alpha = argb >>> 24;
    int pixel = 0;
    for (int shift = 0; shift < 24; shift += 8) {
      int sum = 255 * (255 - alpha) + ((argb >> shift) & 255) * alpha + 128;
      pixel |= (((sum >> 8) + sum) >> 8) << shift;
    }
    return pixel;
  }

  private static byte[] encoded(BufferedImage image) {
    Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName("jpeg");
    ImageWriter writer = writers.next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam quality = writer.getDefaultWriteParam();
      quality.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      quality.setCompressionQuality(QUALITY);
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), quality);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
