// SPDX-License-Identifier: Apache-2.0
package llmbench.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    assertThat(written(batch, new PlotSpec(false, false, 25, 50, true))).hasSize(2);
    assertThat(Files.readString(folder.resolve("bench_io16x8_mc1_np20.dataset_stats.svg")))
        .contains("Prompts", "Answers asked for", "Prompt and answer", "Every request");
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
