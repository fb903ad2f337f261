// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import java.util.Locale;
import llmbench.live.CaseSoFar;

/** How a case's figures so far are said in one line. What matters most stands first. */
final class ProgressLine {
  private static final int BAR = 20;
  private static final int LEAST_BAR = 5;
  private static final String BRACKETS = " []";

  private ProgressLine() {}

  /** The whole line, for a log. */
  static String plain(CaseSoFar so) {
    return so.name() + ": " + figures(so);
  }

  /**
   * With a bar, and no longer than {@code width} characters: the bar shrinks, then goes, then the
   * end is cut.
   */
  static String within(int width, CaseSoFar so) {
    String figures = " " + figures(so);
    int room = width - so.name().length() - figures.length() - BRACKETS.length();
    String line =
        room < LEAST_BAR
            ? so.name() + figures
            : so.name() + " [" + bar(Math.min(BAR, room), so.fraction()) + "]" + figures;
    return line.length() <= width ? line : line.substring(0, Math.max(0, width));
  }

  private static String bar(int length, double fraction) {
    int full = (int) Math.floor(length * fraction);
    return "#".repeat(full) + ".".repeat(length - full);
  }

  private static String figures(CaseSoFar so) {
    StringBuilder text = new StringBuilder();
    text.append(so.done());
    if (so.durationSeconds() == 0) {
      text.append('/').append(so.total());
    }
    text.append(" done, ").append(so.failed()).append(" failed");
    if (so.cancelled() > 0) {
      text.append(", ").append(so.cancelled()).append(" cancelled");
    }
    text.append(", ETA ").append(time(so.etaSeconds()));
    text.append(
        String.format(Locale.ROOT, ", %.1f req/s, %.0f tok/s", so.requestRate(), so.tokenRate()));
    if (!Double.isNaN(so.ttftP50Millis())) {
      text.append(
          String.format(
              Locale.ROOT, ", TTFT p50 %.1f p99 %.1f ms", so.ttftP50Millis(), so.ttftP99Millis()));
    }
    return text.toString();
  }

  private static String time(double seconds) {
    if (Double.isNaN(seconds)) {
      return "?";
    }
    long whole = (long) Math.ceil(seconds);
    return whole < 3600
        ? String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60)
        : String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
  }
}
