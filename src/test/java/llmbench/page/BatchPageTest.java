// SPDX-License-Identifier: Apache-2.0
package llmbench.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import llmbench.Golden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page's file holds, without a browser. */
class BatchPageTest {
  private static final Pattern DATA =
      Pattern.compile(
          "<script type=\"application/json\" id=\"data\">(.*?)</script>", Pattern.DOTALL);

  @TempDir private Path folder;

  @Test
  void theHeadlineAndTheTableOfCasesNeedNoScript() throws IOException {
    String html =
        new MadeBatch(folder).failing(10, "no capacity").add(16, 8, 2, 60).add(16, 8, 4, 60).html();
    String text = withoutScripts(html);
    JsonNode result = json(folder.resolve("bench_io16x8_mc2_np60.json"));
    assertThat(text)
        .contains("2 cases measured. Read this before the figures.")
        .contains("6 of 60 requests failed: 6 http_error 500 (no capacity)")
        .contains("io16x8_mc4_np60")
        .contains("data-value=\"" + result.path("output_throughput").asText() + "\"")
        .contains(">" + Numbers.shown(result.path("median_ttft_ms").asDouble()) + "<");
  }

  @Test
  void aBatchAgainstWhichNothingSpeaksSaysSo() throws IOException {
    String html = new MadeBatch(folder).add(16, 8, 2, 400).html();
    assertThat(withoutScripts(html))
        .contains("1 case measured: all requests completed, every case is whole and steady.")
        .contains("No request failed, was sent again or was cancelled.");
  }

  @Test
  void aSimulatorAndCasesThatWereNotMeasuredStandInTheHeadline() throws IOException {
    Files.writeString(
        folder.resolve("status.json"),
        "{\"cases\":[{\"case\":\"io16x8_mc2_np60\",\"filename\":\"x\"},"
            + "{\"case\":\"io16x8_mc4_np9\",\"filename\":null,\"outcome\":\"interrupted\"}]}");
    String text = withoutScripts(new MadeBatch(folder).simulated().add(16, 8, 2, 60).html());
    assertThat(text)
        .contains("measured against the embedded simulator, not an inference engine")
        .contains("io16x8_mc4_np9 (interrupted)");
  }

  @Test
  void definitionsAreLinkedWhereTheDocumentIs() throws IOException {
    Path results = Files.createDirectory(folder.resolve("results"));
    String link = "<a href=\"../docs/metrics.md#latencies\"><code>ttft</code></a>";
    assertThat(new MadeBatch(results).add(16, 8, 2, 60).html())
        .contains("<dt id=\"definition-ttft\"><code>ttft</code></dt>")
        .doesNotContain("../docs");
    Files.createDirectory(folder.resolve("docs"));
    Files.writeString(folder.resolve("docs/metrics.md"), "# Metrics");
    assertThat(new MadeBatch(results).add(16, 8, 2, 60).html())
        .contains(link, "<a href=\"../docs/metrics.md\">");
  }

  @Test
  void noTextOfAServerOrUserBecomesMarkup() throws IOException {
    String evil = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\u2028";
    String html = new MadeBatch(folder).model(evil).failing(4, evil).add(16, 8, 2, 60).html();
    assertThat(html.contains("<script>alert(1)") || html.contains("<img src=x")).isFalse();
    assertThat(html.split("</script>", -1)).hasSize(7);
    assertThat(data(html).path("cases")).hasSize(1);
    assertThat(PageText.harmless("{\"a\":\"<&>\u2028\u2029\"}"))
        .isEqualTo("{\"a\":\"\\u003c\\u0026\\u003e\\u2028\\u2029\"}");
  }

  @Test
  void theSecurityPolicyNamesEveryScriptThatIsRun() throws IOException {
    String html = new MadeBatch(folder).add(16, 8, 2, 60).html();
    assertThat(html.split("'sha256-", -1)).as("five scripts and the style").hasSize(7);
    assertThat(withoutScripts(html))
        .contains("default-src 'none'")
        .doesNotContain("unsafe-inline", " onclick=", " style=", "<link ", " src=\"");
  }

  @Test
  void repeatsStandTogetherWithTheirMeanAndSpread() throws IOException {
    String html =
        withoutScripts(new MadeBatch(folder).add(8, 4, 1, 30).addRuns(3, 16, 8, 2, 60).html());
    assertThat(html).contains("<h2 id=\"repeats-title\">Repeats</h2>", "<a href=\"#repeats\">");
    String section = html.substring(html.indexOf("id=\"repeats\""), html.indexOf("id=\"curves\""));
    JsonNode stats =
        json(folder.resolve("repeats.json"))
            .path("cases")
            .get(0)
            .path("figures")
            .path("median_ttft_ms");
    assertThat(section)
        .containsSubsequence(
            "<h3>io16x8_mc2_np60</h3>",
            "TTFT median",
            "io16x8_mc2_np60</a>",
            "io16x8_mc2_np60_run2</a>",
            "io16x8_mc2_np60_run3</a>",
            ">Mean<",
            "<td>" + Numbers.shown(stats.path("mean").asDouble()) + "</td>",
            ">95 % half width<",
            "<td>± " + Numbers.shown(stats.path("ci95_half_width").asDouble()) + "</td>",
            ">Coefficient of variation<",
            "<td>" + Numbers.percent(stats.path("cv").asDouble()) + "</td>")
        .doesNotContain("io8x4", "Left out");
    for (int run = 1; run <= 3; run++) {
      JsonNode result =
          json(folder.resolve("bench_io16x8_mc2_np60" + (run == 1 ? "" : "_run" + run) + ".json"));
      assertThat(section)
          .contains("<td>" + Numbers.shown(result.path("median_ttft_ms").asDouble()) + "</td>");
    }
  }

  @Test
  void repeatsOfAnotherBatchAreNotShown() throws IOException {
    new MadeBatch(folder).addRuns(3, 16, 8, 2, 60);
    assertThat(new MadeBatch(folder).add(16, 8, 2, 60).html()).doesNotContain("id=\"repeats\"");
    assertThat(new MadeBatch(folder.resolve("no")).add(16, 8, 2, 60).html())
        .doesNotContain("id=\"repeats\"");
  }

  @Test
  void aRunThatDoesNotCountIsNamed() throws IOException {
    MadeBatch batch = new MadeBatch(folder).addRuns(2, 16, 8, 2, 60);
    Path file = folder.resolve("repeats.json");
    Files.writeString(
        file,
        Files.readString(file)
            .replace("\"runs\" : 2", "\"runs\" : 1")
            .replace("\"left_out\" : [ ]", "\"left_out\" : [ \"io16x8_mc2_np60_run2\" ]"));
    assertThat(batch.html())
        .contains("Left out of the mean: io16x8_mc2_np60_run2, which is not whole");
  }

  @Test
  void whatASearchFoundIsShown() throws IOException {
    String find = Golden.read("page/find.json");
    Files.writeString(folder.resolve("find.json"), find);
    MadeBatch batch = new MadeBatch(folder).add(16, 8, 2, 60);
    assertThat(batch.html()).as("of another window of time").doesNotContain("id=\"search\"");
    String html =
        withoutScripts(
            Files.readString(BatchPage.write(folder, GatheredBatch.of(batch.files()), true)));
    JsonNode cell = new ObjectMapper().readTree(find).path("cells").get(0);
    assertThat(html)
        .contains("<a href=\"#search\">")
        .contains("io32x8_max_concurrency: largest max_concurrency at which ttft p99 &lt; 150ms")
        .contains("not found (out of time); the estimate so far is 4 (95 %: 2 to 5)")
        .contains("0 s of the budget are left, and a probe at max_concurrency 4 takes 27 s")
        .contains("Knee of throughput against latency: io32x8_max_concurrency_probe3");
    assertThat(cell.path("probes")).hasSize(3);
    for (JsonNode probe : cell.path("probes")) {
      assertThat(html)
          .contains(
              probe.path("case").asText(),
              "<td>" + Numbers.shown(probe.path("output_throughput").asDouble()) + "</td>",
              "<td>" + Numbers.shown(probe.path("mean_e2el_ms").asDouble()) + "</td>");
    }
    assertThat(html.split("Pareto front</span>", -1).length - 1)
        .isEqualTo(cell.path("pareto_front").size());
    Files.writeString(
        folder.resolve("find.json"),
        find.replace("\"found\" : false", "\"found\" : true").replace("4.0", "4.5"));
    assertThat(Files.readString(BatchPage.write(folder, GatheredBatch.of(batch.files()), true)))
        .contains("<p class=\"answer\">4.50 (95 %: 2 to 5)</p>");
  }

  @Test
  void everyLinkWithinThePageLeadsSomewhere() throws IOException {
    String html = new MadeBatch(folder).failing(10, "x").addRuns(2, 16, 8, 2, 60).html();
    Matcher links = Pattern.compile("href=\"([^\"]*)\"").matcher(withoutScripts(html));
    int seen = 0;
    while (links.find()) {
      assertThat(links.group(1)).startsWith("#");
      assertThat(html).contains("id=\"" + links.group(1).substring(1) + "\"");
      seen++;
    }
    assertThat(seen).isGreaterThan(10);
    assertThat(html).contains("id=\"definition-ttft\"", "href=\"#definitions\"");
  }

  @Test
  void theSameFilesGiveTheSamePage() throws IOException {
    MadeBatch batch = new MadeBatch(folder).add(16, 8, 2, 60).serverReadings(40);
    assertThat(batch.html().equals(batch.html())).isTrue();
  }

  @Test
  void chartsHaveTheResultsFiguresWithTheirIntervals() throws IOException {
    JsonNode chart = data(new MadeBatch(folder).add(16, 8, 2, 400).html()).path("cases").get(0);
    JsonNode result = json(folder.resolve("bench_io16x8_mc2_np400.json"));
    JsonNode figure = chart.path("whole").path("ttft_median");
    JsonNode interval = result.path("llmbench").path("intervals").path("median_ttft_ms");
    assertThat(figure.path("v").asDouble())
        .isEqualTo(Numbers.rounded(result.path("median_ttft_ms").asDouble()));
    assertThat(figure.path("lo").asDouble()).isEqualTo(Numbers.rounded(interval.get(0).asDouble()));
    assertThat(figure.path("hi").asDouble()).isEqualTo(Numbers.rounded(interval.get(1).asDouble()));
    assertThat(chart.path("window").get(0).asDouble())
        .isEqualTo(result.path("llmbench").path("steady").path("from_s").asDouble());
    double tokens = 0;
    for (JsonNode rate : chart.path("time").path("tokens")) {
      tokens += rate.asDouble() * chart.path("time").path("step").asDouble();
    }
    assertThat(tokens / result.path("total_output_tokens").asDouble()).isBetween(0.99, 1.02);
  }

  @Test
  void aPeakOfTheServersReadingsIsKeptWhenTheyAreThinnedOut() throws IOException {
    String html = new MadeBatch(folder).add(16, 8, 2, 60).serverReadings(5_000).html();
    JsonNode running = data(html).path("cases").get(0).path("server").path("running");
    assertThat(running.path("values").size()).isLessThanOrEqualTo(242);
    assertThat(running.path("values")).anyMatch(value -> value.asDouble() == 99);
  }

  @Test
  void recordsThatCannotBeReadCostTheChartsOnly() throws IOException {
    MadeBatch batch = new MadeBatch(folder).add(16, 8, 2, 60);
    Files.writeString(batch.files().get(0).records(), "hello\n");
    assertThat(withoutScripts(batch.html()))
        .contains("io16x8_mc2_np60")
        .contains("Charts are missing, since records cannot be read");
  }

  @Test
  void aBatchOfTwelveCasesAndAHundredThousandRequestsIsBelowThreeMegabytes() throws IOException {
    MadeBatch batch = new MadeBatch(folder).failing(50, "no capacity");
    for (int i = 0; i < 12; i++) {
      batch.add(128 << (i / 6), 8 + i / 6, 1 << (i % 6), 8_334).serverReadings(3_000);
    }
    assertThat(batch.html().length()).isLessThan(3_000_000);
    assertThat(Files.size(folder.resolve("report.html"))).isLessThan(3_000_000);
  }

  @Test
  void withoutCasesThereIsNoPage() {
    assertThatThrownBy(() -> GatheredBatch.of(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(folder.resolve("report.html")).doesNotExist();
  }

  static JsonNode data(String html) throws IOException {
    Matcher data = DATA.matcher(html);
    assertThat(data.find()).isTrue();
    return new ObjectMapper().readTree(data.group(1));
  }

  private static JsonNode json(Path file) throws IOException {
    return new ObjectMapper().readTree(file.toFile());
  }

  /** As a reader without JavaScript has it. */
  private static String withoutScripts(String html) {
    return html.replaceAll("(?s)<script.*?</script>|<style>.*?</style>", "");
  }
}
