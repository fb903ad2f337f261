// SPDX-License-Identifier: Apache-2.0
package llmbench.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import llmbench.search.LoadPoint;
import llmbench.sweep.SweepException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParetoTest {
  @TempDir private Path folder;

  private ParetoFigure figure(String runs, String users, @Nullable String gpus, String labels)
      throws IOException {
    Files.writeString(folder.resolve("summary.json"), runs);
    return ParetoGathering.of(folder, new ParetoSpec(users, gpus, labels));
  }

  private ParetoFigure figure(String runs) throws IOException {
    return figure(runs, "max_concurrency", null, ParetoSpec.LABELS);
  }

  @Test
  void endlessUsersAreThoseThatWereSeen() throws IOException {
    ParetoFigure figure =
        figure(
            "[{\"output_throughput\": 100, \"request_rate\": \"inf\","
                + " \"max_concurrent_requests\": 4, \"failed\": 1}]",
            "request_rate",
            null,
            ParetoSpec.LABELS);
    assertThat(figure.points().get(0).place()).isEqualTo(new LoadPoint(25, 100));
    assertThat(figure.notes())
        .containsExactly(
            "1 of 1 runs have endless users: max_concurrent_requests is taken",
            "1 of 1 runs with failed requests");
  }

  @Test
  void aRateIsNoCountOfUsers() throws IOException {
    ParetoFigure figure =
        figure(
            "[{\"output_throughput\": 100, \"request_rate\": 2.0,"
                + " \"max_concurrent_requests\": 4}]");
    assertThat(figure.points().get(0).users()).isEqualTo(4);
  }

  @Test
  void gpusAreCountedByTheirVariableOrTheParallelSizes() throws IOException {
    assertThat(
            figure(
                    "[{\"output_throughput\": 100, \"max_concurrency\": 1, \"num_gpus\": 8},"
                        + "{\"output_throughput\": 100, \"max_concurrency\": 1, \"gpu_count\": 5},"
                        + "{\"output_throughput\": 100, \"max_concurrency\": 1, \"tp\": 2,"
                        + " \"pipeline-parallel-size\": \"4\", \"dp\": 0},"
                        + "{\"output_throughput\": 100, \"max_concurrency\": 1}]")
                .points())
        .extracting(ParetoPoint::gpus)
        .containsExactly(8.0, 5.0, 8.0, 1.0);
  }

  @Test
  void aRunThatIsBeatenIsNotOnTheFrontEvenIfAsGoodInOne() throws IOException {
    ParetoFigure figure =
        figure(
            "[{\"output_throughput\": 100, \"max_concurrency\": 4},"
                + "{\"output_throughput\": 100, \"max_concurrency\": 5},"
                + "{\"output_throughput\": 100, \"max_concurrency\": 4},"
                + "{\"output_throughput\": 90, \"max_concurrency\": 1}]");
    assertThat(figure.front()).containsExactlyInAnyOrder(0, 2, 3);
    assertThat(figure.points().get(3).label()).containsExactly("max_concurrency=1", "gpu_count=1");
  }

  @Test
  void runsWithoutUsersAreSkippedAndTold() throws IOException {
    String runs =
        "[{\"output_throughput\": 100, \"max_concurrency\": null},"
            + "{\"output_throughput\": 100, \"max_concurrency\": 2}]";
    ParetoFigure figure = figure(runs);
    assertThat(figure.points()).hasSize(1);
    assertThat(figure.notes().get(0))
        .isEqualTo(
            "Skipped 1 of 2 runs without a user count (max_concurrency or"
                + " max_concurrent_requests)");
    assertThatThrownBy(() -> figure("[{\"output_throughput\": 1}]"))
        .hasMessageContaining("No data points with both throughput and user count");
  }

  @Test
  void allMistakesAreTold() {
    assertThatThrownBy(
            () -> figure("[{\"max_concurrency\": \"many\", \"tp\": [1]}]", "userz", "gpus", "tq"))
        .isInstanceOf(SweepException.class)
        .satisfies(
            e ->
                assertThat(((SweepException) e).problems())
                    .containsExactly(
                        "--user-count-var: expected a variable of the results, found \"userz\"; the"
                            + " nearest is tp",
                        "--gpu-count-var: expected a variable of the results, found \"gpus\"; the"
                            + " nearest is tp",
                        "--label-by: expected a variable of the results, found \"tq\"; the nearest"
                            + " is tp",
                        "The results have the variables max_concurrency",
                        "expected a number as tp of each run, found a list or map",
                        "expected output_throughput in each run, found a run without it"));
    assertThatThrownBy(() -> figure("[{\"output_throughput\": 1, \"max_concurrency\": \"many\"}]"))
        .hasMessage("expected a number as max_concurrency of each run, found \"many\"");
  }

  @Test
  void thePictureAndTheTableLieInAFolderOfTheirOwn() throws IOException {
    ParetoFigure figure =
        figure(
            "[{\"output_throughput\": 100, \"max_concurrency\": 4},"
                + "{\"output_throughput\": 90, \"max_concurrency\": 1}]");
    ParetoPicture.write(figure);
    BufferedImage image = ImageIO.read(folder.resolve("pareto/PARETO.png").toFile());
    assertThat(image.getWidth()).isEqualTo(1280);
    assertThat(image.getHeight()).isEqualTo(960);
    ParetoTable.write(figure);
    assertThat(folder.resolve("pareto/PARETO.csv"))
        .hasContent(
            """
            label,users,gpus,tokens_per_user,tokens_per_gpu,on_frontier
            max_concurrency=4 gpu_count=1,4.0,1.0,25.0,100.0,true
            max_concurrency=1 gpu_count=1,1.0,1.0,90.0,90.0,true
            """);
  }
}
