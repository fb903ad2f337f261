// SPDX-License-Identifier: Apache-2.0
package llmbench.figure;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What a reader must know of runs before their picture: it stands under its title. */
final class RunNotes {
  private static final String OURS = "llmbench";

  private RunNotes() {}

  /** A sentence each, the gravest first; empty if nothing speaks against them. */
  static List<String> of(List<ObjectNode> runs) {
    List<String> notes = new ArrayList<>();
    add(notes, runs, "with failed requests", run -> run.path("failed").asInt() > 0);
    add(notes, runs, "partial", run -> run.path(OURS).path("partial").asBoolean());
    add(notes, runs, "suspect", run -> !run.path(OURS).path("suspect").isEmpty());
    add(
        notes,
        runs,
        "against the simulator, not an inference engine",
        run -> run.path(OURS).path("simulated").asBoolean());
    return notes;
  }

  private static void add(
      List<String> notes, List<ObjectNode> runs, String what, Predicate<ObjectNode> is) {
    long count = runs.stream().filter(is).count();
    if (count > 0) {
      notes.add(count + " of " + runs.size() + " runs " + what);
    }
  }
}
