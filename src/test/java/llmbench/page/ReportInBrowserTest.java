// SPDX-License-Identifier: Apache-2.0
package llmbench.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The page in a real, headless Chromium. */
class ReportInBrowserTest extends PageInBrowser {
  private static final String EVIL = "<script>alert(1)</script><img src=x onerror=alert(2)>";

  @TempDir static Path folder;

  @BeforeAll
  static void aBatch() throws IOException {
    MadeBatch batch = new MadeBatch(folder).model(EVIL).failing(40, EVIL);
    for (int concurrency : new int[] {1, 4, 16}) {
      batch.add(32, 8, concurrency, 120).add(64, 16, concurrency, 120);
    }
    batch.serverReadings(40).html();
  }

  @Override
  Path page() {
    return folder.resolve("report.html");
  }

  @Test
  void chartsAreDrawnAndTheConsoleIsSilent() throws Exception {
    try (HeadlessBrowser browser = new HeadlessBrowser(1280, 900).open(page())) {
      browser.scrollThrough();
      assertThat(browser.run("return document.querySelectorAll('.chart svg').length"))
          .as("4 curves, 1 trade, 2 distributions, time and lanes of the first case")
          .isEqualTo(9L);
      browser.run("document.querySelectorAll('details').forEach(d => { d.open = true; })");
      browser.scrollThrough();
      assertThat(browser.run("return document.querySelectorAll('.chart svg').length"))
          .isEqualTo(9L + 5 * 2);
      for (String id : List.of("curve-statistic", "trade-statistic")) {
        choose(browser, id, "tail");
      }
      choose(browser, "curve-window", "steady");
      choose(browser, "trade-metric", "e2el");
      choose(browser, "distribution-metric", "itl");
      browser.scrollThrough();
      assertThat(browser.complaints()).isEmpty();
    }
  }

  @Test
  void figuresInTheDocumentAreThoseOfTheResults() throws Exception {
    try (HeadlessBrowser browser = new HeadlessBrowser(1280, 900).open(page())) {
      JsonNode result =
          new ObjectMapper().readTree(folder.resolve("bench_io32x8_mc4_np120.json").toFile());
      String row =
          String.valueOf(
              browser.run(
                  "return [...document.querySelectorAll('#case-table tbody tr')]"
                      + ".find(r => r.textContent.includes('io32x8_mc4')).textContent"));
      assertThat(row)
          .contains(Numbers.shown(result.path("output_throughput").asDouble()))
          .contains(Numbers.shown(result.path("p99_ttft_ms").asDouble()))
          .contains("117");
      assertThat(browser.driver().findElement(By.id("headline")).getText())
          .contains("3 of 120 requests failed: 3 http_error 500");
    }
  }

  @Test
  void namesThatAreMarkupStayText() throws Exception {
    try (HeadlessBrowser browser = new HeadlessBrowser(1280, 900).open(page())) {
      browser.scrollThrough();
      assertThat(browser.driver().findElement(By.tagName("h1")).getText()).contains(EVIL);
      assertThat(browser.run("return document.querySelectorAll('img').length")).isEqualTo(0L);
      assertThat(browser.complaints()).isEmpty();
    }
  }

  @Test
  void aHeadingSortsWithTheKeyboardAndSaysSo() throws Exception {
    try (HeadlessBrowser browser = new HeadlessBrowser(1280, 900).open(page())) {
      WebElement heading =
          browser
              .driver()
              .findElement(By.xpath("//*[@id='case-table']//button[contains(.,'Output')]"));
      heading.sendKeys(Keys.ENTER);
      assertThat(
              browser.run("return arguments[0].closest('th').getAttribute('aria-sort')", heading))
          .isEqualTo("ascending");
      List<Double> rising = column(browser);
      assertThat(rising).isSorted();
      heading.sendKeys(Keys.ENTER);
      assertThat(column(browser).get(0)).isEqualTo(rising.get(rising.size() - 1));
    }
  }

  @SuppressWarnings("unchecked")
  private static List<Double> column(HeadlessBrowser browser) {
    return ((List<Object>)
            browser.run(
                "const at = [...document.querySelector('#case-table thead tr').cells]"
                    + ".findIndex(c => c.textContent.includes('Output'));"
                    + "return [...document.querySelectorAll('#case-table tbody tr')]"
                    + ".map(r => r.cells[at].dataset.value)"))
        .stream().map(value -> Double.valueOf(value.toString())).toList();
  }

  @Test
  void everyChartHasATextAndATable() throws Exception {
    try (HeadlessBrowser browser = new HeadlessBrowser(1280, 900).open(page())) {
      browser.scrollThrough();
      browser.run("document.querySelectorAll('figure details').forEach(d => { d.open = true; })");
      Thread.sleep(200);
      assertThat(
              browser.run(
                  "return [...document.querySelectorAll('figure')].every(f =>"
                      + " f.querySelector('.chart[role=img]').getAttribute('aria-label').length > 40"
                      + " && f.querySelectorAll('table tbody tr').length > 0)"))
          .isEqualTo(true);
    }
  }

  @Test
  void withoutJavaScriptVerdictsAndTablesAreThere() throws Exception {
    try (HeadlessBrowser browser =
        new HeadlessBrowser(1280, 900).withoutJavaScript().open(page())) {
      String text = browser.driver().findElement(By.tagName("body")).getText();
      assertThat(text)
          .contains("6 cases measured", "3 of 120 requests failed", "io64x16_mc16_np120")
          .contains("Charts need JavaScript")
          .doesNotContain("Latency against throughput");
    }
  }
}
