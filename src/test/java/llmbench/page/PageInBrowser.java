// SPDX-License-Identifier: Apache-2.0
package llmbench.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every page must keep to in a real browser. */
abstract class PageInBrowser {

  /** The page, which is there before the first test. */
  abstract Path page();

  @Test
  void axeFindsNothingSeriousInLightAndDark() throws Exception {
    for (String scheme : List.of("light", "dark")) {
      try (HeadlessBrowser browser = new HeadlessBrowser(1280, 900).scheme(scheme).open(page())) {
        browser.run("document.querySelectorAll('details').forEach(d => { d.open = true; })");
        browser.scrollThrough();
        assertThat(browser.seriousFindings()).as(scheme).isEqualTo(List.of());
      }
    }
  }

  @Test
  void theThemeFollowsTheSystemAndTheSwitch() throws Exception {
    try (HeadlessBrowser browser = new HeadlessBrowser(1280, 900).scheme("dark").open(page())) {
      String background = "return getComputedStyle(document.body).backgroundColor";
      assertThat(browser.run(background)).isEqualTo("rgb(17, 21, 28)");
      choose(browser, "theme", "light");
      assertThat(browser.run(background)).isEqualTo("rgb(246, 247, 249)");
    }
  }

  @Test
  void onAPhoneNothingIsWiderThanTheScreen() throws Exception {
    try (HeadlessBrowser browser = new HeadlessBrowser(390, 844).open(page())) {
      browser.scrollThrough();
      assertThat((Long) browser.run("return document.documentElement.scrollWidth"))
          .isLessThanOrEqualTo(390L);
      assertThat(browser.complaints()).isEmpty();
    }
  }

  @Test
  void itPrintsWithItsCharts() throws Exception {
    try (HeadlessBrowser browser = new HeadlessBrowser(1280, 900).scheme("dark").open(page())) {
      byte[] pdf = browser.pdf();
      assertThat(new String(pdf, 0, 5, StandardCharsets.ISO_8859_1)).isEqualTo("%PDF-");
      assertThat(pdf.length).isGreaterThan(50_000);
      assertThat(browser.complaints()).isEmpty();
    }
  }

  /** Chooses a value of a list, as a user does. */
  static void choose(HeadlessBrowser browser, String id, String value) {
    browser.run(
        "const s = document.getElementById(arguments[0]); s.value = arguments[1];"
            + " s.dispatchEvent(new Event('change'))",
        id,
        value);
  }
}
