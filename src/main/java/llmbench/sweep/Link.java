// SPDX-License-Identifier: Apache-2.0
package llmbench.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A parameter of the server and one of the benchmark that vary together: only the pairs of sets
 * count in which both have the same value (vLLM: {@code sweep/serve.py}, {@code _comb_is_valid}).
 *
 * @param serve name of the server's, spelled as in its file
 * @param bench name of the benchmark's, spelled as in its file
 */
public record Link(String serve, String bench) {
  /**
   * Reads {@code serve=bench,serve=bench}; an empty text has none.
   *
   * @throws SweepException with every mistake
   */
  public static List<Link> parse(String text) {
    List<Link> links = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    if (text.isEmpty()) {
      return links;
    }
    for (String item : text.split(",", -1)) {
      String[] sides = item.split("=", -1);
      if (sides.length != 2 || sides[0].isBlank() || sides[1].isBlank()) {
        problems.add("link_vars: expected SERVE_KEY=BENCH_KEY,…, found \"" + item + "\" in it");
      } else {
        links.add(new Link(sides[0].strip(), sides[1].strip()));
      }
    }
    SweepException.throwIfAny(problems);
    return links;
  }

  /** Whether both sets have their parameter, with equal values; 1, 1.0 and true are equal. */
  public boolean holds(ParameterSet serveSet, ParameterSet benchSet) {
    JsonNode left = serveSet.values().get(serve);
    JsonNode right = benchSet.values().get(bench);
    return left != null && right != null && PythonText.equal(left, right);
  }
}
