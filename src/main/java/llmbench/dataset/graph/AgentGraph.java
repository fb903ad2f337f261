// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One agent's run: calls that wait for each other.
 *
 * @param id unique among those of its data
 * @param calls at least one, without {@link #problems}
 */
public record AgentGraph(String id, List<AgentCall> calls) {

  /** Copies the list and checks it. */
  public AgentGraph {
    calls = List.copyOf(calls);
    List<String> problems = problems(calls);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException("graph " + id + ": " + problems.get(0));
    }
  }

  /**
   * What is wrong with calls as a graph: no call, an id twice, a parent that is none of them, a
   * circle. A sentence each; empty if nothing is.
   */
  static List<String> problems(List<AgentCall> calls) {
    List<String> found = new ArrayList<>();
    if (calls.isEmpty()) {
      found.add("calls: expected at least one, found none");
    }
    Map<String, AgentCall> byId = new LinkedHashMap<>();
    for (AgentCall call : calls) {
      if (byId.putIfAbsent(call.id(), call) != null) {
        found.add("calls: expected each id once, found \"" + call.id() + "\" again");
      }
    }
    for (AgentCall call : calls) {
      for (String parent : call.parents()) {
        if (!byId.containsKey(parent)) {
          found.add(
              "call \""
                  + call.id()
                  + "\" parents: expected ids of calls, found \""
                  + parent
                  + "\"");
        }
      }
    }
    if (found.isEmpty()) {
      List<String> left = unreachable(calls);
      if (!left.isEmpty()) {
        found.add(
            "calls: expected no circle of parents, found one among " + String.join(", ", left));
      }
    }
    return found;
  }

  /** Kahn's algorithm: the calls that never become ready. */
  private static List<String> unreachable(List<AgentCall> calls) {
    Map<String, Integer> waiting = new LinkedHashMap<>();
    Map<String, List<String>> children = new HashMap<>();
    Deque<String> ready = new ArrayDeque<>();
    for (AgentCall call : calls) {
      List<String> parents = call.parents().stream().distinct().toList();
      waiting.put(call.id(), parents.size());
      parents.forEach(
          parent -> children.computeIfAbsent(parent, unused -> new ArrayList<>()).add(call.id()));
      if (parents.isEmpty()) {
        ready.add(call.id());
      }
    }
    while (!ready.isEmpty()) {
      String done = ready.remove();
      waiting.remove(done);
      for (String child : children.getOrDefault(done, List.of())) {
        if (waiting.merge(child, -1, Integer::sum) == 0) {
          ready.add(child);
        }
      }
    }
    return List.copyOf(waiting.keySet());
  }
}
