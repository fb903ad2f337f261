// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import llmbench.config.PlanReader;
import llmbench.dataset.Prompt;
import llmbench.plan.Plan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LengthPicturesTest {
  @TempDir private Path folder;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  private Plan plan(String... more) {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("result_dir", "'" + folder + "'");
    options.put("plot_dataset_stats", "true");
    for (int i = 0; i < more.length; i += 2) {
      options.put(more[i], more[i + 1]);
    }
    return new PlanReader(() -> "01234567").read(Path.of(PlanReader.NO_FILE), options, Map.of());
  }

  private void draw(Plan plan) throws IOException {
    try (PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8)) {
      LengthPictures.drawBefore(
          plan, plan.cases().get(0), List.of(new Prompt("a", 3, 1), new Prompt("b", 5, 2)), out);
    }
  }

  @Test
  void itIsThereBeforeAnyResult() throws IOException {
    Plan plan = plan();
    draw(plan);
    assertThat(folder.toFile().list())
        .hasSize(1)
        .allMatch(name -> name.endsWith(".dataset_stats.png"));
    assertThat(said.toString(StandardCharsets.UTF_8)).contains("Lengths of requests: " + folder);
    assertThat(LengthPictures.after(plan).any()).as("it is not drawn again").isFalse();
  }

  @Test
  void nothingIsDrawnThatWasNotAskedFor() throws IOException {
    draw(plan("plot_dataset_stats", "false"));
    assertThat(folder.toFile().list()).isEmpty();
  }

  @Test
  void whatGoesWrongIsToldAndTheRunGoesOn() throws IOException {
    Files.writeString(folder.resolve("file"), "");
    draw(plan("result_dir", "'" + folder.resolve("file") + "'"));
    assertThat(said.toString(StandardCharsets.UTF_8))
        .startsWith("WARNING: the picture of lengths was not drawn: ");
  }
}
