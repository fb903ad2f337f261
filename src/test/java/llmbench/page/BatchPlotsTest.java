// SPDX-License-Identifier: Apache-2.0
package llmbench.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchPlotsTest {
  @TempDir private Path folder;

  @Test
  void eachChartIsAPictureOfItsOwn() throws Exception {
    MadeBatch batch = new MadeBatch(folder).add(16, 8, 1, 60).add(16, 8, 4, 60);
    List<Path> files = BatchPlots.write(folder, GatheredBatch.of(batch.files()));
    assertThat(files.stream().map(file -> file.getFileName().toString()))
        .containsExactly(
            "output_throughput_over_concurrency.svg",
            "ttft_over_concurrency.svg",
            "tpot_over_concurrency.svg",
            "e2el_over_concurrency.svg",
            "throughput_against_e2el.svg",
            "ttft_distribution.svg",
            "tpot_distribution.svg",
            "itl_distribution.svg",
            "e2el_distribution.svg",
            "io16x8_mc1_np60_over_time.svg",
            "io16x8_mc4_np60_over_time.svg");
    for (Path file : files) {
      var document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
      assertThat(document.getDocumentElement().getTagName()).isEqualTo("svg");
      assertThat(document.getElementsByTagName("path").getLength())
          .as(file.toString())
          .isPositive();
    }
    assertThat(texts(folder.resolve("plots/ttft_distribution.svg")))
        .contains("io16x8_mc1_np60", "io16x8_mc4_np60", "TTFT: share of values up to a time");
    assertThat(texts(folder.resolve("plots/ttft_over_concurrency.svg")))
        .contains("TTFT median", "max_concurrency", "io16x8");
  }

  @Test
  void theSameFilesGiveTheSamePictures() throws IOException {
    MadeBatch batch = new MadeBatch(folder).add(16, 8, 1, 60);
    List<Path> files = BatchPlots.write(folder, GatheredBatch.of(batch.files()));
    assertThat(files).as("no curve over a single load, no trade of a single case").hasSize(5);
    String before = all(files);
    assertThat(all(BatchPlots.write(folder, GatheredBatch.of(batch.files()))).equals(before))
        .isTrue();
  }

  private static String all(List<Path> files) throws IOException {
    StringBuilder text = new StringBuilder();
    for (Path file : files) {
      text.append(Files.readString(file));
    }
    return text.toString();
  }

  /** What the picture says: text is text, not outlines. */
  private static String texts(Path svg) throws IOException {
    return Files.readString(svg)
        .lines()
        .flatMap(line -> line.replace("<text", "\n<text").lines())
        .filter(line -> line.startsWith("<text"))
        .collect(Collectors.joining());
  }
}
