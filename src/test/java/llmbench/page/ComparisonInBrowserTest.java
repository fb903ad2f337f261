// SPDX-License-Identifier: Apache-2.0
package llmbench.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import llmbench.compare.CompareOptions;
import llmbench.compare.Comparer;
import llmbench.compare.Side;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;

/** The page of a comparison in a real, headless Chromium. */
class ComparisonInBrowserTest extends PageInBrowser {
  private static final String EVIL = "<script>alert(1)</script><img src=x onerror=alert(2)>";

  @TempDir static Path folder;

  @BeforeAll
  static void aComparison() throws Exception {
    new MadeBatch(folder.resolve("a")).model(EVIL).add(32, 8, 1, 120).add(32, 8, 4, 120);
    new MadeBatch(folder.resolve("b"))
        .model(EVIL + "2")
        .failing(30, EVIL)
        .paced(1.4, 3)
        .add(32, 8, 1, 120)
        .add(32, 8, 4, 120);
    CompareOptions forced = new CompareOptions(CompareOptions.THRESHOLD, Set.of(), false, true);
    ComparisonPage.write(
        folder.resolve("compare.html"),
        new Comparer(forced)
            .compare(Side.of(List.of(folder.resolve("a"))), Side.of(List.of(folder.resolve("b")))));
  }

  @Override
  Path page() {
    return folder.resolve("compare.html");
  }

  @Test
  void distributionsAreDrawnAndTheConsoleIsSilent() throws Exception {
    try (HeadlessBrowser browser = new HeadlessBrowser(1280, 900).open(page())) {
      browser.scrollThrough();
      assertThat(browser.run("return document.querySelectorAll('.chart svg').length"))
          .isEqualTo(2L);
      for (String metric : List.of("tpot", "itl", "e2el")) {
        choose(browser, "spread-metric", metric);
        browser.scrollThrough();
        assertThat(browser.run("return document.querySelector('figcaption').textContent"))
            .isEqualTo(
                "io32x8_mc1_np120: share of "
                    + metric.toUpperCase(java.util.Locale.ROOT)
                    + " up to a time");
      }
      browser.run("document.querySelectorAll('figure details').forEach(d => { d.open = true; })");
      Thread.sleep(200);
      assertThat(
              browser.run(
                  "return [...document.querySelectorAll('figure')].every(f =>"
                      + " f.querySelector('.chart[role=img]').getAttribute('aria-label').length > 40"
                      + " && f.querySelectorAll('table tbody tr').length === 2)"))
          .isEqualTo(true);
      assertThat(browser.complaints()).isEmpty();
    }
  }

  @Test
  void thePictureOfAnIntervalLiesWhereItsFiguresSay() throws Exception {
    try (HeadlessBrowser browser = new HeadlessBrowser(1280, 900).open(page())) {
      String row = "document.querySelector('tr[data-figure=mean_e2el_ms] ";
      assertThat(browser.run("return " + row + ".chip').textContent")).isEqualTo("worse");
      assertThat(
              browser.run(
                  "const at = x => { const r = x.getBoundingClientRect(); return r.left + r.width / 2; };"
                      + "const svg = "
                      + row
                      + ".forest'); return at(svg.querySelector('.point')) > at(svg.querySelector('.zero'))"
                      + " && at(svg.querySelector('.band')) - at(svg.querySelector('.zero')) < 1"))
          .isEqualTo(true);
    }
  }

  @Test
  void namesThatAreMarkupStayText() throws Exception {
    try (HeadlessBrowser browser = new HeadlessBrowser(1280, 900).open(page())) {
      browser.scrollThrough();
      assertThat(browser.driver().findElement(By.id("headline")).getText()).contains(EVIL);
      assertThat(browser.run("return document.querySelectorAll('img').length")).isEqualTo(0L);
      assertThat(browser.complaints()).isEmpty();
    }
  }

  @Test
  void withoutJavaScriptVerdictsFiguresAndPicturesAreThere() throws Exception {
    try (HeadlessBrowser browser =
        new HeadlessBrowser(1280, 900).withoutJavaScript().open(page())) {
      String text = browser.driver().findElement(By.tagName("body")).getText();
      assertThat(text)
          .contains("B against A:", "4 of 120 in B", "io32x8_mc4_np120", "mean TPOT", "worse")
          .contains("The distributions need JavaScript")
          .doesNotContain("The share of values up to each time");
      assertThat(browser.driver().findElements(By.cssSelector("svg.forest line.bar")))
          .hasSizeGreaterThan(40);
    }
  }
}
