// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset.graph;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import llmbench.dataset.DatasetException;
import llmbench.dataset.FileMistakes;
import llmbench.dataset.JsonPlace;

/** Reads agent graphs: lines of our notation, or spans of OpenTelemetry (see the package). */
public final class GraphFile {
  private static final int LONGEST_TEXT = 256 << 20;
  static final ObjectMapper JSON =
      new ObjectMapper(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxStringLength(LONGEST_TEXT).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final String name;
  private final FileMistakes mistakes = new FileMistakes();
  private final Map<String, Integer> lineOfId = new LinkedHashMap<>();
  private final List<AgentGraph> graphs = new ArrayList<>();
  private final SpanReader spans;

  private GraphFile(String name) {
    this.name = name;
    this.spans = new SpanReader(mistakes);
  }

  /**
   * The graphs of a file, in its order; those of OpenTelemetry in the order of their begin.
   *
   * @throws DatasetException with all its mistakes, a line each
   */
  public static List<AgentGraph> read(Path path) {
    GraphFile file = new GraphFile(String.valueOf(path.getFileName()));
    try {
      file.read(Files.readAllLines(path));
    } catch (CharacterCodingException e) {
      throw new DatasetException(file.name + ":1: expected UTF-8, found another encoding", e);
    } catch (IOException e) {
      throw new DatasetException(
          "dataset_path: expected a readable file, found " + path + ": " + e.getMessage(), e);
    }
    return file.finished();
  }

  private void read(List<String> lines) {
    if (isOneObject(lines)) {
      try {
        entry(JSON.readTree(String.join("\n", lines)), 1);
      } catch (JsonProcessingException e) {
        mistakes.add(broken(e.getLocation() == null ? 1 : e.getLocation().getLineNr(), e));
      }
      return;
    }
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        try {
          entry(JSON.readTree(lines.get(i)), i + 1);
        } catch (JsonProcessingException e) {
          mistakes.add(broken(i + 1, e));
        }
      }
    }
  }

  /** Whether a file holds one object that is written over many lines. */
  private static boolean isOneObject(List<String> lines) {
    String first = lines.isEmpty() ? "" : lines.get(0).strip();
    return first.endsWith("{") || first.endsWith("[") || first.endsWith(",");
  }

  private String broken(int line, JsonProcessingException why) {
    return name + ":" + line + ": expected a JSON object, found " + why.getOriginalMessage();
  }

  private void entry(JsonNode node, int line) {
    JsonPlace place = new JsonPlace(name + ":" + line, "", node);
    if (node.has("resourceSpans")) {
      spans.read(place);
    } else {
      GraphLine.read(place, mistakes).ifPresent(graph -> add(graph, line));
    }
  }

  private void add(AgentGraph graph, int line) {
    Integer before = lineOfId.putIfAbsent(graph.id(), line);
    if (before == null) {
      graphs.add(graph);
    } else {
      mistakes.add(
          name
              + ":"
              + line
              + " id: expected each id once, found \""
              + graph.id()
              + "\" again, first at line "
              + before);
    }
  }

  private List<AgentGraph> finished() {
    for (List<Span> trace : spans.traces()) {
      mistakes.collect(() -> SpanGraph.of(trace).ifPresent(graphs::add));
    }
    mistakes.throwIfAny();
    if (graphs.isEmpty()) {
      throw new DatasetException(
          name
              + ":1: expected a graph on each line, or spans of OpenTelemetry with calls of a"
              + " model (gen_ai.operation.name), found none");
    }
    return List.copyOf(graphs);
  }
}
