// SPDX-License-Identifier: Apache-2.0
package llmbench.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import llmbench.Golden;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Names, points, deviations and frontiers against what vLLM's own code makes of the same results;
 * {@code make_plot_goldens.py} beside them made the figures.
 */
class PlotsLikeVllmTest {
  private static final Path RUNS = Path.of("src/test/resources/golden/sweep/plots/runs");

  private static JsonNode golden() throws IOException {
    return new ObjectMapper().readTree(Golden.read("sweep/plots/plots.json"));
  }

  static List<JsonNode> curves() throws IOException {
    List<JsonNode> all = new ArrayList<>();
    golden().path("curves").forEach(all::add);
    return all;
  }

  static List<JsonNode> fronts() throws IOException {
    List<JsonNode> all = new ArrayList<>();
    golden().path("fronts").forEach(all::add);
    return all;
  }

  private static Map<String, String> options(JsonNode args) {
    Map<String, String> options = new HashMap<>();
    for (Iterator<JsonNode> words = args.iterator(); words.hasNext(); ) {
      String name = words.next().asText();
      options.put(name, name.equals("--no-error-bars") ? "" : words.next().asText());
    }
    return options;
  }

  private static CurveSpec spec(JsonNode args) {
    Map<String, String> given = options(args);
    return new CurveSpec(
        "",
        given.getOrDefault("--fig-by", ""),
        given.getOrDefault("--row-by", ""),
        given.getOrDefault("--col-by", ""),
        given.getOrDefault("--curve-by", ""),
        given.getOrDefault("--var-x", "total_token_throughput"),
        given.getOrDefault("--var-y", "median_ttft_ms"),
        given.getOrDefault("--filter-by", ""),
        given.getOrDefault("--bin-by", ""),
        given.get("--scale-x"),
        given.get("--scale-y"),
        given.getOrDefault("--fig-name", "FIGURE"),
        !given.containsKey("--no-error-bars"),
        6.4,
        300);
  }

  @ParameterizedTest
  @MethodSource("curves")
  void namesGroupsAndGridsAreVllms(JsonNode row) throws IOException {
    List<String> printed = new ArrayList<>();
    for (CurveFigure figure : CurveFigures.of(RUNS, spec(row.path("args")))) {
      printed.add("[BEGIN FIGURE]");
      printed.add("Group: " + figure.groupText());
      printed.add("Grid: " + figure.gridRows() + " rows x " + figure.gridColumns() + " cols");
      printed.add("Output file: FOLDER/" + RUNS.relativize(figure.file()));
      if (figure.isEmpty()) {
        printed.add("No data to plot.");
      }
      printed.add("[END FIGURE]");
    }
    List<String> expected =
        StreamSupport.stream(row.path("printed").spliterator(), false)
            .map(line -> line.asText().replaceFirst("^(No data to plot\\.).*", "$1"))
            .toList();
    assertThat(printed).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("curves")
  void pointsAreVllms(JsonNode row) throws IOException {
    List<List<double[]>> lines = new ArrayList<>();
    for (CurveFigure figure : CurveFigures.of(RUNS, spec(row.path("args")))) {
      for (Facet facet : figure.facets()) {
        for (Curve curve : facet.curves()) {
          lines.add(
              curve.points().stream()
                  .map(point -> new double[] {point.x(), point.mean()})
                  .toList());
        }
      }
    }
    // By the first point, since runs of vLLM's categories come in the order of their files.
    lines.sort(
        Comparator.comparingDouble((List<double[]> line) -> line.get(0)[0])
            .thenComparingDouble(line -> line.get(0)[1]));
    JsonNode expected = row.path("lines");
    assertThat(lines).hasSize(expected.size());
    for (int i = 0; i < lines.size(); i++) {
      assertThat(lines.get(i)).hasSize(expected.get(i).size());
      for (int j = 0; j < lines.get(i).size(); j++) {
        double[] point = lines.get(i).get(j);
        JsonNode theirs = expected.get(i).get(j);
        assertThat(point[0]).isEqualTo(theirs.get(0).asDouble());
        assertThat(point[1]).isCloseTo(theirs.get(1).asDouble(), within(1e-9));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("curves")
  void deviationsAreVllms(JsonNode row) throws IOException {
    CurveSpec spec = spec(row.path("args"));
    List<CurvePoint> ours = new ArrayList<>();
    for (CurveFigure figure : CurveFigures.of(RUNS, spec)) {
      figure.facets().stream()
          .flatMap(facet -> facet.curves().stream())
          .flatMap(curve -> curve.points().stream())
          .filter(point -> point.runs() > 1)
          .forEach(ours::add);
    }
    ours.sort(Comparator.comparingDouble(CurvePoint::mean));
    if (!spec.errorBars()) {
      return; // vLLM reckons none then
    }
    List<JsonNode> theirs = new ArrayList<>();
    row.path("means")
        .forEach(
            pair -> {
              if (!pair.get(1).isNull()) {
                theirs.add(pair);
              }
            });
    assertThat(ours).hasSize(theirs.size());
    for (int i = 0; i < ours.size(); i++) {
      assertThat(ours.get(i).mean()).isCloseTo(theirs.get(i).get(0).asDouble(), within(1e-9));
      assertThat(ours.get(i).deviation()).isCloseTo(theirs.get(i).get(1).asDouble(), within(1e-9));
    }
  }

  @ParameterizedTest
  @MethodSource("fronts")
  void frontiersAreVllms(JsonNode row) throws IOException {
    Map<String, String> given = options(row.path("args"));
    ParetoFigure figure =
        ParetoGathering.of(
            RUNS,
            new ParetoSpec(
                given.getOrDefault("--user-count-var", "max_concurrency"),
                given.get("--gpu-count-var"),
                ParetoSpec.LABELS));
    assertThat(RUNS.relativize(figure.file())).isEqualTo(Path.of("pareto/PARETO.png"));
    assertThat(row.path("printed").get(3).asText()).isEqualTo(figure.sizeText());
    check(figure.points(), row.path("points"));
    check(figure.front().stream().map(figure.points()::get).toList(), row.path("front"));
  }

  private static void check(List<ParetoPoint> ours, JsonNode theirs) {
    List<ParetoPoint> sorted = new ArrayList<>(ours);
    sorted.sort(
        Comparator.comparingDouble((ParetoPoint point) -> point.place().x())
            .thenComparingDouble(point -> point.place().y()));
    assertThat(sorted).hasSize(theirs.size());
    for (int i = 0; i < sorted.size(); i++) {
      assertThat(sorted.get(i).place().x()).isEqualTo(theirs.get(i).get(0).asDouble());
      assertThat(sorted.get(i).place().y()).isEqualTo(theirs.get(i).get(1).asDouble());
    }
  }

  @ParameterizedTest
  @MethodSource("floors")
  void binsAreThoseOfNumpy(JsonNode row) {
    double ours =
        RunBin.floorDivided(
            row.get(0).isTextual() ? Double.POSITIVE_INFINITY : row.get(0).asDouble(),
            row.get(1).asDouble());
    assertThat(ours).isEqualTo(row.get(2).isNull() ? Double.NaN : row.get(2).asDouble());
  }

  static List<JsonNode> floors() throws IOException {
    List<JsonNode> all = new ArrayList<>();
    golden().path("floor").forEach(all::add);
    return all;
  }
}
