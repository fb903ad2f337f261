// SPDX-License-Identifier: Apache-2.0
package llmbench.page;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.print.PrintOptions;

/**
 * A headless Chromium: {@code -Dchromium=…} or {@code CHROMIUM} names it, else {@code
 * /usr/bin/chromium}; its driver {@code -Dchromedriver=…}, {@code CHROMEDRIVER}, {@code
 * /usr/bin/chromedriver}. Where there is none the test is skipped and says so.
 */
final class HeadlessBrowser implements AutoCloseable {
  private static final String AXE = "/axe.min.js";

  private final ChromeDriver driver;

  HeadlessBrowser(int width, int height) {
    Path chromium = program("chromium");
    Path chromedriver = program("chromedriver");
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(chromium.toFile());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--hide-scrollbars",
        "--force-device-scale-factor=1",
        "--window-size=" + width + "," + height);
    options.setCapability("goog:loggingPrefs", logs);
    driver =
        new ChromeDriver(
            new ChromeDriverService.Builder()
                .usingDriverExecutable(chromedriver.toFile())
                .usingAnyFreePort()
                .build(),
            options);
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
  }

  private static Path program(String name) {
    String variable = System.getenv(name.toUpperCase(Locale.ROOT));
    Path file =
        Path.of(
            Optional.ofNullable(System.getProperty(name))
                .or(() -> Optional.ofNullable(variable))
                .orElse("/usr/bin/" + name));
    assumeTrue(
        Files.isExecutable(file),
        () ->
            "skipped: no "
                + file
                + "; the page is tested in Debian's packages chromium and chromium-driver, or in"
                + " what -D"
                + name
                + "=… names");
    return file;
  }

  /** As a system with that colour scheme. */
  HeadlessBrowser scheme(String scheme) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    return this;
  }

  HeadlessBrowser withoutJavaScript() {
    driver.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", true));
    return this;
  }

  HeadlessBrowser open(Path page) {
    driver.get(page.toUri().toString());
    return this;
  }

  ChromeDriver driver() {
    return driver;
  }

  Object run(String script, Object... arguments) {
    Object found = driver.executeScript(script, arguments);
    return found == null ? "" : found;
  }

  /** Makes the browser draw what would only be drawn when it comes into view. */
  HeadlessBrowser scrollThrough() throws InterruptedException {
    long height = (Long) run("return document.documentElement.scrollHeight");
    for (long y = 0; y < height; y += 600) {
      run("scrollTo({ top: arguments[0], behavior: 'instant' })", y);
      Thread.sleep(30);
    }
    run("scrollTo({ top: 0, behavior: 'instant' })");
    Thread.sleep(100);
    return this;
  }

  /** Errors and warnings of the console since the last call. */
  List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
        .map(entry -> entry.getMessage())
        .toList();
  }

  /** What axe finds serious or critical: rule and elements. */
  List<?> seriousFindings() throws IOException {
    try (InputStream in = HeadlessBrowser.class.getResourceAsStream(AXE)) {
      if (in == null) {
        throw new IOException(AXE + " is not on the class path");
      }
      run(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
    driver.manage().timeouts().scriptTimeout(Duration.ofMinutes(2));
    return (List<?>)
        requireNonNull(
            driver.executeAsyncScript(
                "const done = arguments[0];"
                    + "axe.run().then(r => done(r.violations"
                    + ".filter(v => v.impact === 'serious' || v.impact === 'critical')"
                    + ".map(v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.html.slice(0, 120))"
                    + ".join(' | '))), e => done(['axe failed: ' + e]))"));
  }

  byte[] screenshot() {
    return driver.getScreenshotAs(OutputType.BYTES);
  }

  /** The page as a PDF. */
  byte[] pdf() {
    return Base64.getDecoder().decode(driver.print(new PrintOptions()).getContent());
  }

  @Override
  public void close() {
    driver.quit();
  }
}
