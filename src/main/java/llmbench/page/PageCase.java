// SPDX-License-Identifier: Apache-2.0
package llmbench.page;

import java.util.List;

/**
 * A case of the page.
 *
 * @param sheet its result
 * @param chart what charts show of it
 * @param streams what its records tell
 * @param verdicts what to know before its figures
 * @param notes what happened to it and what could not be read, a sentence each
 */
record PageCase(
    ResultSheet sheet,
    ChartCase chart,
    CaseStreams streams,
    List<Verdict> verdicts,
    List<String> notes) {
  /** Its place on the page, for links. */
  static String anchor(int place) {
    return "case-" + (place + 1);
  }

  String name() {
    return sheet.name();
  }
}
