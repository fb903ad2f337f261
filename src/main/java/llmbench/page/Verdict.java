// SPDX-License-Identifier: Apache-2.0
package llmbench.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Something that a reader must know of a case before its figures.
 *
 * @param kind what it is
 * @param text a sentence
 */
record Verdict(Kind kind, String text) {
  /** Kinds of verdicts, the gravest first. */
  enum Kind {
    FAILED("failed requests", "bad"),
    PARTIAL("partial", "bad"),
    SUSPECT("suspect", "bad"),
    UNSTEADY("not steady", "warn"),
    NEAR_FLOOR("near the client's noise", "warn"),
    MISCOUNTED("Gatling counts differ", "warn"),
    WINDOW("part of the case only", "info"),
    SIMULATED("simulator", "info");

    final String word;
    final String level;

    Kind(String word, String level) {
      this.word = word;
      this.level = level;
    }
  }

  private static final int EXAMPLE_CHARACTERS = 100;

  /** What a result says of itself, the gravest first; empty if nothing speaks against it. */
  static List<Verdict> of(ResultSheet sheet) {
    List<Verdict> verdicts = new ArrayList<>();
    if (sheet.failed() > 0) {
      verdicts.add(new Verdict(Kind.FAILED, failures(sheet)));
    }
    if (sheet.ours("partial").asBoolean()) {
      verdicts.add(new Verdict(Kind.PARTIAL, partial(sheet)));
    }
    for (String reason : ResultSheet.texts(sheet.ours("suspect"))) {
      verdicts.add(new Verdict(Kind.SUSPECT, reason));
    }
    if (!sheet.ours("steady", "found").asBoolean()) {
      verdicts.add(
          new Verdict(Kind.UNSTEADY, sheet.ours("steady", "reason").asText("no steady window")));
    }
    List<String> near = ResultSheet.texts(sheet.ours("client", "near_floor"));
    if (!near.isEmpty()) {
      verdicts.add(
          new Verdict(
              Kind.NEAR_FLOOR,
              "below three times the client's own error: " + String.join(", ", near)));
    }
    JsonNode gatling = sheet.ours("counts", "gatling");
    if (gatling.isObject() && !gatling.path("agree").asBoolean()) {
      verdicts.add(new Verdict(Kind.MISCOUNTED, gatling.path("note").asText()));
    }
    if (sheet.ours("window").isObject()) {
      verdicts.add(new Verdict(Kind.WINDOW, window(sheet.ours("window"))));
    }
    if (sheet.ours("simulated").asBoolean()) {
      verdicts.add(
          new Verdict(
              Kind.SIMULATED, "measured against the embedded simulator, not an inference engine"));
    }
    return verdicts;
  }

  private static String failures(ResultSheet sheet) {
    int sent = sheet.completed() + sheet.failed();
    String groups =
        StreamSupport.stream(sheet.ours("failures").spliterator(), false)
            .map(Verdict::group)
            .collect(Collectors.joining(", "));
    return (sheet.completed() == 0 ? "all " + sent : sheet.failed() + " of " + sent)
        + " requests failed: "
        + groups;
  }

  private static String group(JsonNode group) {
    String status = group.path("http_status").isNumber() ? " " + group.path("http_status") : "";
    String example = group.path("example").asText();
    String shown =
        example.length() <= EXAMPLE_CHARACTERS
            ? example
            : example.substring(0, EXAMPLE_CHARACTERS) + "…";
    return group.path("count").asInt()
        + " "
        + group.path("kind").asText()
        + status
        + (shown.isEmpty() ? "" : " (" + shown + ")");
  }

  private static String partial(ResultSheet sheet) {
    String what = "it ended before all of its requests were sent and had ended";
    JsonNode early = sheet.ours("stopped_early", "why");
    JsonNode by = sheet.ours("stopped", "by");
    if (!early.isMissingNode()) {
      return what + ": " + early.asText();
    }
    if (!by.isMissingNode()) {
      return what + ": stopped by " + by.asText();
    }
    return sheet.ours("unfinished").isObject() ? what + ": the run was killed or ended" : what;
  }

  private static String window(JsonNode window) {
    return "figures are of what was sent from "
        + Numbers.shown(window.path("from_s").asDouble())
        + " s "
        + (window.path("to_s").isNumber()
            ? "to " + Numbers.shown(window.path("to_s").asDouble()) + " s"
            : "on");
  }
}
