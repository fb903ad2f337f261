// SPDX-License-Identifier: Apache-2.0
package llmbench.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import llmbench.sweep.SweepException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CurveFiguresTest {
  private static final String RUNS =
      """
      [{"x": 1, "y": 10.0, "k": "a", "failed": 0},
       {"x": 1, "y": 14.0, "k": "a", "failed": 2},
       {"x": 10, "y": 40.0, "k": "a", "llmbench": {"simulated": true, "suspect": ["busy"]}},
       {"x": 100, "y": 0.0, "k": "b", "llmbench": {"partial": true}},
       {"x": "inf", "y": 5.0, "k": "b", "only": 1},
       {"x": 3, "y": null, "k": "b"}]
      """;

  @TempDir private Path folder;

  private void runs(String json) throws IOException {
    Files.createDirectories(folder.resolve("point"));
    Files.writeString(folder.resolve("point/summary.json"), json);
  }

  private static CurveSpec spec(
      String curveBy, String filterBy, @Nullable String scaleY, boolean errorBars) {
    return new CurveSpec(
        "", "", "", "", curveBy, "x", "y", filterBy, "", "log", scaleY, "F", errorBars, 3, 100);
  }

  private BufferedImage drawn(CurveSpec spec) throws IOException {
    CurveFigure figure = CurveFigures.of(folder, spec).get(0);
    CurvePicture.write(figure, spec);
    return ImageIO.read(figure.file().toFile());
  }

  private static long dots(BufferedImage image, int place) {
    int colour = ChartLook.colour(place).getRGB();
    long count = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        count += image.getRGB(x, y) == colour ? 1 : 0;
      }
    }
    return count;
  }

  @Test
  void whatIsLeftOutIsToldAndSoIsWhatSpeaksAgainstTheRuns() throws IOException {
    runs(RUNS);
    CurveFigure figure = CurveFigures.of(folder, spec("k", "", null, true)).get(0);
    assertThat(figure.notes())
        .containsExactly(
            "1 of 6 runs lack a variable and are left out",
            "1 of 5 runs with failed requests",
            "1 of 5 runs partial",
            "1 of 5 runs suspect",
            "1 of 5 runs against the simulator, not an inference engine",
            "1 points are left out, which are infinite or have no place on the axis' scale");
    assertThat(figure.sizeText()).isEqualTo("Curves: 2; points: 3; runs: 4");
  }

  @Test
  void aLogarithmicAxisHasNoPlaceForZero() throws IOException {
    runs(RUNS);
    assertThat(CurveFigures.of(folder, spec("k", "", "log", true)).get(0).sizeText())
        .isEqualTo("Curves: 1; points: 2; runs: 3");
    assertThat(CurveFigures.of(folder, spec("k", "", "sqrt", true)).get(0).sizeText())
        .isEqualTo("Curves: 2; points: 3; runs: 4");
  }

  @Test
  void thePictureHasItsSizeItsCurvesAndTheirBars() throws IOException {
    runs(
        "[{\"x\": 1, \"y\": 1, \"k\": 1}, {\"x\": 1, \"y\": 9, \"k\": 1}, {\"x\": 4, \"y\": 5, \"k\": 2}]");
    BufferedImage with = drawn(spec("k", "", null, true));
    assertThat(with.getHeight()).isEqualTo(300);
    assertThat(with.getWidth()).as("a chart and its legend").isBetween(320, 500);
    assertThat(dots(with, 0)).isPositive();
    assertThat(dots(with, 1)).isPositive();
    assertThat(dots(with, 2)).isZero();
    BufferedImage without = drawn(spec("k", "", null, false));
    assertThat(dots(without, 0)).isLessThan(dots(with, 0));
  }

  @Test
  void ticksOfOtherScalesAreRound() {
    assertThat(new ScaledAxis("x", Scale.LOG).values(0.8, 60))
        .containsExactly(1.0, 2.0, 5.0, 10.0, 20.0, 50.0);
    assertThat(new ScaledAxis("x", Scale.LOG).values(1, 1e6)).hasSize(7);
    assertThat(new ScaledAxis("x", Scale.SQRT).values(0, 75))
        .containsExactly(0.0, 10.0, 20.0, 30.0, 40.0, 50.0, 60.0, 70.0);
  }

  @Test
  void rowsAndColumnsMakeItLarger() throws IOException {
    runs(RUNS);
    CurveSpec grid =
        new CurveSpec("", "", "k", "x", "", "x", "y", "", "", "sqrt", null, "F", true, 2, 50);
    BufferedImage image = drawn(grid);
    assertThat(image.getWidth()).isEqualTo(4 * 100);
    assertThat(image.getHeight()).as("two rows below the notes").isBetween(200, 280);
  }

  @Test
  void aPictureThatMemoryDoesNotHoldIsRefused() throws IOException {
    runs(RUNS);
    CurveSpec large =
        new CurveSpec("", "", "", "", "", "x", "y", "", "", null, null, "F", true, 1000, 3000);
    assertThatThrownBy(() -> drawn(large))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("give --fig-dpi or --fig-height a smaller value");
    assertThat(folder.resolve("F.png")).doesNotExist();
  }

  @Test
  void allMistakesAreTold() throws IOException {
    runs(RUNS);
    CurveSpec wrong =
        new CurveSpec(
            "", "", "", "", "", "x", "y", "x~3,y<much", "y%0,y", "lag", null, "F", true, 0, 0);
    assertThatThrownBy(() -> CurveFigures.of(folder, wrong))
        .isInstanceOf(SweepException.class)
        .hasMessageContaining("--filter-by: expected a variable, one of ==, !=, <=, >=, < and >")
        .hasMessageContaining("found \"x~3\"")
        .hasMessageContaining("found \"y<much\"")
        .hasMessageContaining("found \"y%0\"")
        .hasMessageContaining("found \"y\"")
        .hasMessageContaining("--scale-x: expected linear, log or sqrt, found \"lag\"")
        .hasMessageContaining("--fig-height: expected inches > 0")
        .hasMessageContaining("--fig-dpi: expected dots per inch ≥ 1");
  }

  @Test
  void unknownVariablesAreToldWithTheNearestAndAllThatThereAre() throws IOException {
    runs(RUNS);
    CurveSpec wrong =
        new CurveSpec(
            "", "only", "kk", "", "failet", "xx", "k", "k<3", "z%1", null, null, "F", true, 3, 50);
    assertThatThrownBy(() -> CurveFigures.of(folder, wrong))
        .isInstanceOf(SweepException.class)
        .satisfies(
            e ->
                assertThat(((SweepException) e).problems())
                    .containsExactly(
                        "--fig-by: expected a variable that every run has, found only, which 5 of"
                            + " 6 runs have not",
                        "--row-by: expected a variable of the results, found \"kk\"; the nearest"
                            + " is k",
                        "--curve-by: expected a variable of the results, found \"failet\"; the"
                            + " nearest is failed",
                        "--var-x: expected a variable of the results, found \"xx\"; the nearest is"
                            + " x",
                        "--var-y: expected a variable of numbers, found k with \"a\"",
                        "--filter-by: expected a variable of numbers, found k with \"a\"",
                        "--bin-by: expected a variable of the results, found \"z\"; the nearest is"
                            + " x",
                        "The results have the variables x, y, k, failed, only"));
  }

  @Test
  void brokenFilesAreAllNamed() throws IOException {
    runs("[{\"x\": 1}");
    Files.createDirectories(folder.resolve("z"));
    Files.writeString(folder.resolve("z/summary.json"), "{}");
    assertThatThrownBy(() -> CurveFigures.of(folder, spec("", "", null, true)))
        .isInstanceOf(SweepException.class)
        .hasMessageContaining("point/summary.json: expected JSON")
        .hasMessageContaining("z/summary.json: expected a list of maps");
  }

  @Test
  void withoutResultsItSaysSo() {
    assertThatThrownBy(() -> CurveFigures.of(folder, spec("", "", null, true)))
        .hasMessageContaining("Did not find any parameter sweep results under");
    assertThatThrownBy(() -> CurveFigures.of(folder.resolve("none"), spec("", "", null, true)))
        .hasMessageContaining("No parameter sweep results under");
  }

  @Test
  void thePointsAreATable() throws IOException {
    runs(RUNS);
    CurveSpec spec = spec("k", "k==a", null, true);
    assertThat(CurveTable.of(CurveFigures.of(folder, spec).get(0), spec).toString())
        .isEqualTo(
            "chart,k,x,mean y,sd y,runs\n,a,1.0,12.0,2.8284271247461903,2\n,a,10.0,40.0,,1\n");
  }

  @Test
  void twoPicturesOfOneNameAreRefused() throws IOException {
    runs("[{\"x\": 1, \"y\": 1, \"k\": \"a/b\"}, {\"x\": 1, \"y\": 1, \"k\": \"a_b\"}]");
    CurveSpec spec =
        new CurveSpec("", "k", "", "", "", "x", "y", "", "", null, null, "F", true, 3, 50);
    assertThatThrownBy(() -> CurveFigures.of(folder, spec))
        .hasMessageContaining("expected a file for each picture, found two named");
    assertThat(List.of(folder.toFile().list())).containsExactly("point");
  }
}
