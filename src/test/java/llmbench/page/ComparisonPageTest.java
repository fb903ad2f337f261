// SPDX-License-Identifier: Apache-2.0
package llmbench.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import llmbench.compare.CaseComparison;
import llmbench.compare.CompareOptions;
import llmbench.compare.Comparer;
import llmbench.compare.Comparison;
import llmbench.compare.FigureChange;
import llmbench.compare.IncomparableException;
import llmbench.compare.Side;
import llmbench.compare.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the file of a comparison's page holds, without a browser. */
class ComparisonPageTest {
  @TempDir private Path folder;

  @Test
  void verdictsFiguresAndIntervalsNeedNoScript() throws Exception {
    made("a").add(16, 8, 2, 200).add(16, 8, 4, 200);
    made("b").paced(1.3, 3).add(16, 8, 2, 200).add(16, 8, 4, 200);
    Comparison comparison = compare(CompareOptions.DEFAULT, "a", "b");
    String text = text(page(comparison));
    assertThat(comparison.count(Verdict.WORSE)).isPositive();
    for (CaseComparison each : comparison.cases()) {
      for (FigureChange change : each.changes()) {
        assertThat(text)
            .contains(
                change.shown(change.a()),
                change.shown(change.b()),
                change.shownChange(),
                change.shownInterval(),
                change.shownAlone());
      }
    }
    assertThat(text)
        .contains(comparison.headline().get(0))
        .contains("class=\"headline bad\"")
        .contains("<td>" + comparison.cases().get(0).count(Verdict.WORSE) + "</td>")
        .contains("and not what changes from run to run");
    assertThat(text.split("<svg class=\"forest ", -1)).hasSize(comparison.figures() + 1);
  }

  @Test
  void failuresSimulatorsAndWhatWasForcedStandInTheHeadline() throws Exception {
    made("a").add(16, 8, 2, 60);
    made("b").simulated().failing(10, "busy").add(16, 8, 2, 60);
    CompareOptions forced =
        new CompareOptions(CompareOptions.THRESHOLD, java.util.Set.of(), false, true);
    String text = text(page(compare(forced, "a", "b")));
    String headline = text.substring(text.indexOf("id=\"headline\""), text.indexOf("<nav"));
    assertThat(headline)
        .contains("class=\"headline bad\"")
        .contains("0 of 60 requests failed in A, 6 of 60 in B; B has more failures")
        .contains("B is simulated: no inference engine was measured")
        .contains("compared by force although", "a server and the simulator");
    assertThat(text).contains("In what matters, compared by force");
  }

  @Test
  void eachRunIsALineOfTheDistributions() throws Exception {
    made("a1").paced(1, 1).add(16, 8, 2, 60);
    made("a2").paced(1, 2).add(16, 8, 2, 60);
    made("b").paced(1, 3).add(16, 8, 2, 60);
    Side a = Side.of(List.of(folder.resolve("a1"), folder.resolve("a2")));
    Comparison comparison =
        new Comparer(CompareOptions.DEFAULT).compare(a, Side.of(List.of(folder.resolve("b"))));
    JsonNode data = BatchPageTest.data(page(comparison));
    JsonNode runs = data.at("/cases/0/runs");
    assertThat(runs).hasSize(3 * 4);
    assertThat(IntStream.range(0, 12).mapToObj(i -> runs.get(i).path("side").asText()).toList())
        .containsOnly("A", "B");
    JsonNode ttft = runs.get(0);
    assertThat(ttft.path("metric").asText()).isEqualTo("ttft");
    assertThat(ttft.path("values").asInt()).isEqualTo(60);
    assertThat(ttft.path("millis")).hasSameSizeAs(data.path("shares"));
    assertThat(ttft.path("millis").get(100).asDouble())
        .isCloseTo(result("a1").path("median_ttft_ms").asDouble(), within(1e-3));
  }

  @Test
  void figuresAloneHaveNoDistributions() throws Exception {
    Path vllm = folder.resolve("vllm.json");
    Files.writeString(
        vllm,
        "{\"num_prompts\": 9, \"completed\": 9, \"failed\": 0, \"duration\": 1,"
            + " \"request_throughput\": 9.0, \"mean_ttft_ms\": 5.0}");
    Side side = Side.of(List.of(vllm));
    String text = text(page(new Comparer(CompareOptions.DEFAULT).compare(side, side)));
    assertThat(text)
        .contains("too noisy to tell", "only figures, no requests")
        .doesNotContain("id=\"spreads\"", "need JavaScript");
  }

  @Test
  void noTextOfAFileBecomesMarkup() throws Exception {
    String evil = "</script><script>alert(1)</script><img src=x onerror=alert(2)>";
    made("a").model(evil).add(16, 8, 2, 60);
    made("b").model(evil + "2").add(16, 8, 2, 60);
    CompareOptions forced =
        new CompareOptions(CompareOptions.THRESHOLD, java.util.Set.of(), false, true);
    String html = page(compare(forced, "a", "b"));
    assertThat(html.contains("<script>alert(1)") || html.contains("<img src=x")).isFalse();
    assertThat(html.contains("&lt;img src")).isTrue();
    assertThat(html.split("</script>", -1)).hasSize(7);
    assertThat(html.split("'sha256-", -1)).hasSize(7);
  }

  @Test
  void theSameFilesGiveTheSamePage() throws Exception {
    made("a").add(16, 8, 2, 60);
    made("b").paced(1.2, 9).add(16, 8, 2, 60);
    String first = page(compare(CompareOptions.DEFAULT, "a", "b"));
    assertThat(page(compare(CompareOptions.DEFAULT, "a", "b")).equals(first)).isTrue();
  }

  private MadeBatch made(String name) {
    return new MadeBatch(folder.resolve(name));
  }

  private Comparison compare(CompareOptions options, String a, String b)
      throws IOException, IncomparableException {
    return new Comparer(options)
        .compare(Side.of(List.of(folder.resolve(a))), Side.of(List.of(folder.resolve(b))));
  }

  private String page(Comparison comparison) throws IOException {
    Path file = folder.resolve("compare.html");
    ComparisonPage.write(file, comparison);
    return Files.readString(file);
  }

  private JsonNode result(String name) throws IOException {
    return new com.fasterxml.jackson.databind.ObjectMapper()
        .readTree(folder.resolve(name).resolve("bench_io16x8_mc2_np60.json").toFile());
  }

  private static String text(String html) {
    return html.replaceAll("(?s)<script.*?</script>|<style>.*?</style>", "");
  }
}
