// SPDX-License-Identifier: Apache-2.0
package llmbench.page;

import com.github.mustachejava.DefaultMustacheFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The page's text: template, style, scripts and data in one. Every value of the template is escaped
 * by Mustache; the data are JSON in a block that is not run, without a character that could end it.
 * The page's security policy names the scripts and the style by their hashes, so that no other one
 * is run or applied.
 */
final class PageText {
  /** As in pom.xml. */
  private static final String ECHARTS_VERSION = "5.3.1";

  private static final String ECHARTS =
      "/META-INF/resources/webjars/echarts/" + ECHARTS_VERSION + "/dist/echarts.min.js";

  private PageText() {}

  /**
   * A page.
   *
   * @param template its name
   * @param scripts that are run after the chart library, in order
   * @param view what the template shows
   * @param data what charts show, as JSON
   */
  static String of(String template, List<String> scripts, Map<String, Object> view, String data)
      throws IOException {
    List<String> texts = new ArrayList<>();
    texts.add(resource("inline-style.js"));
    texts.add(resource(ECHARTS));
    for (String script : scripts) {
      texts.add(resource(script));
    }
    Map<String, Object> all = new LinkedHashMap<>(view);
    String style = resource("page.css");
    all.put("style", style);
    all.put("styleHash", hash(style));
    all.put("libraryVersion", ECHARTS_VERSION);
    all.put("scripts", texts);
    all.put("data", harmless(data));
    all.put("hashes", texts.stream().map(PageText::hash).collect(Collectors.joining(" ")));
    StringWriter html = new StringWriter(data.length() + (1 << 20));
    new DefaultMustacheFactory()
        .compile(new StringReader(resource(template + ".mustache")), template)
        .execute(html, all)
        .flush();
    return html.toString();
  }

  /**
   * JSON that may stand in HTML: these characters are only ever within its texts, where an escape
   * means the same.
   */
  static String harmless(String json) {
    StringBuilder safe = new StringBuilder(json.length() + 16);
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      switch (c) {
        case '<' -> safe.append("\\u003c");
        case '>' -> safe.append("\\u003e");
        case '&' -> safe.append("\\u0026");
        case '\u2028' -> safe.append("\\u2028");
        case '\u2029' -> safe.append("\\u2029");
        default -> safe.append(c);
      }
    }
    return safe.toString();
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = PageText.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("the page's part " + name + " is not on the class path");
      }
      // A browser reads CR LF as LF before it hashes.
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
    }
  }
}
