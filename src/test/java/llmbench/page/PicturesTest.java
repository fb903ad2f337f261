// SPDX-License-Identifier: Apache-2.0
package llmbench.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import llmbench.plan.PlotSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PicturesTest {
  @TempDir private Path folder;

  @Test
  void nothingIsDrawnThatWasNotAskedFor() throws IOException {
    assertThat(written(new MadeBatch(folder).add(16, 8, 1, 20), PlotSpec.NONE)).isEmpty();
  }

  @Test
  void aTimelineHasEachCompletedRequestWithItsGapsByTheirColours() throws IOException {
    MadeBatch batch = new MadeBatch(folder).failing(10, "no capacity").add(16, 8, 1, 60);
    // Gaps are some 8.25 ms: between these all of them, and the time from first to last in one bar.
    assertThat(written(batch, new PlotSpec(false, true, 1, 100, false)))
        .containsExactly(folder.resolve("bench_io16x8_mc1_np60.timeline.html"));
    JsonNode rows = rows();
    assertThat(rows).hasSize(54);
    for (JsonNode row : rows) {
      assertThat(row).hasSize(5);
      assertThat(row.get(3).asInt()).isEqualTo(1);
      assertThat(row.get(4).asDouble()).isBetween(7 * 5.0, 7 * 12.0);
    }
    written(batch, new PlotSpec(false, true, 0, 1, false));
    assertThat(rows().get(0).get(3).asInt()).as("all gaps are long").isEqualTo(2);
    written(batch, new PlotSpec(false, true, 8.25, 100, false));
    assertThat(rows().get(0).size()).as("gaps of two colours").isGreaterThan(5);
  }

  @Test
  void lengthsAreDrawnForEachCase() throws Exception {
    MadeBatch batch = new MadeBatch(folder).add(16, 8, 1, 20).add(32, 8, 1, 20);
    assertThat(written(batch, new PlotSpec(false, false, 25, 50, true)))
        .containsExactly(
            folder.resolve("bench_io16x8_mc1_np20.dataset_stats.png"),
            folder.resolve("bench_io32x8_mc1_np20.dataset_stats.png"));
    BufferedImage image =
        ImageIO.read(folder.resolve("bench_io16x8_mc1_np20.dataset_stats.png").toFile());
    assertThat(image.getWidth()).as("14 inches").isEqualTo(2100);
    assertThat(image.getHeight()).as("10 inches").isEqualTo(1500);
  }

  @Test
  void eachLengthHasItsBar() throws Exception {
    Path result = folder.resolve("r.json");
    Path same = LengthPicture.write(result, new int[] {100, 100}, new int[] {7, 7});
    assertThat(same).isEqualTo(folder.resolve("r.dataset_stats.png"));
    long one = dots(ImageIO.read(same.toFile()));
    LengthPicture.write(result, new int[] {100, 200, 300, 400}, new int[] {7, 7, 7, 7});
    assertThat(dots(ImageIO.read(same.toFile()))).isGreaterThan(2 * one);
    LengthPicture.write(result, new int[0], new int[0]);
    assertThat(dots(ImageIO.read(same.toFile()))).as("without requests").isZero();
  }

  /** Of the first chart, in the colour of its bars. */
  private static long dots(BufferedImage image) {
    long count = 0;
    for (int y = 0; y < image.getHeight() / 2; y++) {
      for (int x = 0; x < image.getWidth() / 2; x++) {
        count += (image.getRGB(x, y) & 0xffffff) == 0x1a66d0 ? 1 : 0;
      }
    }
    return count;
  }

  @Test
  void theTimelineIsDrawnWithoutAComplaint() throws Exception {
    MadeBatch batch = new MadeBatch(folder).add(16, 8, 4, 60);
    Path page = written(batch, new PlotSpec(false, true, 8, 10, false)).get(0);
    try (HeadlessBrowser browser = new HeadlessBrowser(1280, 900).open(page)) {
      assertThat(browser.run("return document.querySelectorAll('#timeline canvas').length"))
          .isEqualTo(1L);
      assertThat(browser.complaints()).isEmpty();
    }
  }

  private List<Path> written(MadeBatch batch, PlotSpec spec) throws IOException {
    return Pictures.write(folder, GatheredBatch.of(batch.files()), batch.files(), spec);
  }

  private JsonNode rows() throws IOException {
    String html = Files.readString(folder.resolve("bench_io16x8_mc1_np60.timeline.html"));
    return BatchPageTest.data(html).path("rows");
  }
}
