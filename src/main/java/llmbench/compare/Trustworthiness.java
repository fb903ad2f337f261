// SPDX-License-Identifier: Apache-2.0
package llmbench.compare;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import llmbench.results.StoredResult;

/** What a result says against itself. */
final class Trustworthiness {
  private Trustworthiness() {}

  /** A sentence for each thing that holds for a run of a side; empty for results of vLLM's. */
  static List<String> of(String side, List<StoredResult> runs) {
    List<String> found = new ArrayList<>();
    count(found, side, runs, "simulated: no inference engine was measured", "simulated");
    count(found, side, runs, "partial: the case ended before its time", "partial");
    long suspect = runs.stream().filter(run -> !run.own().path("suspect").isEmpty()).count();
    if (suspect > 0) {
      JsonNode first =
          runs.stream()
              .map(run -> run.own().path("suspect").path(0))
              .filter(JsonNode::isTextual)
              .findFirst()
              .orElseThrow();
      found.add(side + of(suspect, runs) + " suspect: " + first.asText());
    }
    long unsteady =
        runs.stream()
            .filter(run -> run.own().path("steady").path("found").isBoolean())
            .filter(run -> !run.own().path("steady").path("found").asBoolean())
            .count();
    if (unsteady > 0) {
      found.add(side + of(unsteady, runs) + " not steady");
    }
    return found;
  }

  private static void count(
      List<String> found, String side, List<StoredResult> runs, String what, String flag) {
    long count = runs.stream().filter(run -> run.own().path(flag).asBoolean()).count();
    if (count > 0) {
      found.add(side + of(count, runs) + " " + what);
    }
  }

  private static String of(long count, List<StoredResult> runs) {
    return runs.size() == 1 ? " is" : " (" + count + " of " + runs.size() + " runs) is";
  }
}
