// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset.graph;

import com.fasterxml.jackson.core.type.TypeReference;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import llmbench.dataset.DatasetException;
import llmbench.dataset.FileMistakes;
import llmbench.dataset.JsonPlace;

/** Reads one line of our notation. */
final class GraphLine {
  private static final Set<String> GRAPH = Set.of("id", "calls");
  private static final Set<String> CALL =
      Set.of(
          "id",
          "parents",
          "delay_s",
          "tool_time_s",
          "messages",
          "prompt",
          "input_len",
          "output_len",
          "model");
  private static final List<String> INPUTS = List.of("messages", "prompt", "input_len");

  private GraphLine() {}

  /** The graph; empty if something is wrong, which is told. */
  static Optional<AgentGraph> read(JsonPlace line, FileMistakes mistakes) {
    FileMistakes own = new FileMistakes();
    List<AgentCall> calls = new ArrayList<>();
    List<String> id = new ArrayList<>();
    own.collect(
        () -> {
          onlyKnown(line, GRAPH);
          id.add(line.at("id").text());
        });
    own.collect(
        () -> {
          JsonPlace list = line.at("calls").list(1);
          for (int i = 0; i < list.node().size(); i++) {
            JsonPlace call = list.at(i);
            own.collect(() -> calls.add(call(call)));
          }
        });
    if (own.none()) {
      AgentGraph.problems(calls).forEach(problem -> own.add(line.row() + " " + problem));
    }
    mistakes.addAll(own);
    return own.none() ? Optional.of(new AgentGraph(id.get(0), calls)) : Optional.empty();
  }

  private static AgentCall call(JsonPlace call) {
    onlyKnown(call, CALL);
    List<String> given = INPUTS.stream().filter(key -> call.at(key).present()).toList();
    if (given.size() != 1) {
      throw call.unexpected(
          "one of messages, prompt, input_len",
          given.isEmpty() ? "none" : String.join(" and ", given));
    }
    return new AgentCall(
        call.at("id").text(),
        texts(call.at("parents")),
        seconds(call.at("tool_time_s")),
        seconds(call.at("delay_s")),
        call.at("messages").present() ? messages(call.at("messages")) : List.of(),
        call.at("prompt").present() ? call.at("prompt").text() : null,
        call.at("input_len").present() ? (Integer) call.at("input_len").wholeNumber(1) : null,
        call.at("output_len").wholeNumber(1),
        call.at("model").present() ? call.at("model").text() : null);
  }

  private static void onlyKnown(JsonPlace object, Set<String> known) {
    if (!object.node().isObject()) {
      throw object.unexpected("an object with " + String.join(", ", new TreeSet<>(known)));
    }
    for (Iterator<String> names = object.node().fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!known.contains(name)) {
        throw object.unexpected(
            "the keys " + String.join(", ", new TreeSet<>(known)), "\"" + name + "\"");
      }
    }
  }

  private static double seconds(JsonPlace place) {
    return place.present() ? place.number() : 0;
  }

  private static List<String> texts(JsonPlace list) {
    List<String> texts = new ArrayList<>();
    if (list.present()) {
      for (int i = 0; i < list.list(0).node().size(); i++) {
        texts.add(list.at(i).text());
      }
    }
    return texts;
  }

  private static List<Map<String, Object>> messages(JsonPlace list) throws DatasetException {
    for (int i = 0; i < list.list(1).node().size(); i++) {
      JsonPlace message = list.at(i);
      if (!message.node().isObject()) {
        throw message.unexpected("an object with role and content");
      }
      var unused = message.at("role").text();
    }
    return GraphFile.JSON.convertValue(list.node(), new TypeReference<>() {});
  }
}
