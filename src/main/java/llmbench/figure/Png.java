// SPDX-License-Identifier: Apache-2.0
package llmbench.figure;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.FontRenderContext;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;
import javax.imageio.ImageIO;
import llmbench.results.AtomicFile;

/** Pictures as PNG, drawn without a screen. */
public final class Png {
  /** A unit of a drawing is a hundredth of an inch. */
  static final double UNITS_PER_INCH = 100;

  private static final int BYTES_PER_DOT = 4;

  private Png() {}

  /**
   * Makes ready for drawing. There may be no screen, and on a desktop none is wanted; but a font is
   * needed.
   *
   * @throws IOException if there is none, which Java tells as an error of its own
   */
  public static void prepare() throws IOException {
    if (System.getProperty("java.awt.headless") == null) {
      System.setProperty("java.awt.headless", "true");
    }
    try {
      FontRenderContext plain = new FontRenderContext(null, true, true);
      new Font(Font.SANS_SERIF, Font.PLAIN, 12).getStringBounds("0", plain);
    } catch (InternalError | LinkageError e) {
      throw new IOException(
          "pictures cannot be drawn: expected a font on this system, found none that Java can use;"
              + " install one, such as Debian's packages fontconfig and fonts-dejavu-core",
          e);
    }
  }

  /**
   * Writes or replaces a picture; its folder is made if need be.
   *
   * @param width in hundredths of an inch
   * @param height in hundredths of an inch
   * @param dpi dots per inch
   * @param drawing draws it in hundredths of an inch
   * @throws IOException if it cannot be written, or is larger than memory allows
   */
  public static void write(
      Path file, double width, double height, int dpi, Consumer<Graphics2D> drawing)
      throws IOException {
    prepare();
    double scale = dpi / UNITS_PER_INCH;
    long across = Math.max(1, Math.round(width * scale));
    long down = Math.max(1, Math.round(height * scale));
    check(file, across, down);
    BufferedImage image = new BufferedImage((int) across, (int) down, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    try {
      graphics.setColor(Color.WHITE);
      graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
      graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      graphics.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
      graphics.setRenderingHint(
          RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
      graphics.scale(scale, scale);
      drawing.accept(graphics);
    } finally {
      graphics.dispose();
    }
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    ImageIO.setUseCache(false);
    AtomicFile.write(file, out -> ImageIO.write(image, "png", out));
  }

  /** Half of the memory is left for all else. */
  private static void check(Path file, long across, long down) throws IOException {
    long most = Runtime.getRuntime().maxMemory() / 2 / BYTES_PER_DOT;
    if (across * down > Math.min(most, Integer.MAX_VALUE / 2)) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "cannot draw %s: expected at most %d million dots in this JVM's memory, found %d x"
                  + " %d; give --fig-dpi or --fig-height a smaller value, or the JVM more memory"
                  + " (-Xmx)",
              file,
              most / 1_000_000,
              across,
              down));
    }
  }
}
