// SPDX-License-Identifier: Apache-2.0
package llmbench.gate;

/** What failed, as workflow commands of GitHub Actions, which shows them with the run. */
public final class GithubAnnotations {
  private GithubAnnotations() {}

  /** A line for each check that failed; empty if none did. */
  public static String of(GateReport report) {
    StringBuilder lines = new StringBuilder();
    for (GateCheck check : report.failed()) {
      String title =
          check.caseName().isEmpty() ? check.rule() : check.caseName() + ": " + check.rule();
      lines
          .append("::error title=")
          .append(property(title))
          .append("::")
          .append(data(check.message()))
          .append('\n');
    }
    return lines.toString();
  }

  private static String data(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }

  private static String property(String text) {
    return data(text).replace(":", "%3A").replace(",", "%2C");
  }
}
