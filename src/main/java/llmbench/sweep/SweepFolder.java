// SPDX-License-Identifier: Apache-2.0
package llmbench.sweep;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import llmbench.results.AtomicFile;

/**
 * The files of an experiment, named and laid out as {@code vllm bench sweep} does ({@code
 * sweep/serve.py}): a folder for each point with {@code run=N.json}, {@code warmup.json} and {@code
 * summary.json}; {@code summary.csv} beside the folders; {@code run=N.failure.json} and {@code
 * SERVE-NAME-failure.json} for what failed. Of our own is {@code sweep.json}, the settings, by
 * which a changed sweep is told from one that goes on.
 *
 * @param path the experiment's folder
 */
public record SweepFolder(Path path) {
  private static final int INDENT = 4;
  private static final int FAILURE_INDENT = 2;
  private static final String SETTINGS = "sweep.json";

  /** The member of a result that is ours, and as text of a column of use to nobody. */
  private static final String OURS = "llmbench";

  /**
   * The folder, made if need be.
   *
   * @param resume whether an earlier sweep goes on
   * @param settings all that the results depend on, by name; compared with the earlier sweep's
   * @throws SweepException if a new one would replace results, there is none to go on with, or the
   *     settings have changed, with each difference
   * @throws IOException if it cannot be read or written
   */
  public static SweepFolder open(Path path, boolean resume, ObjectNode settings)
      throws IOException {
    check(path, resume);
    Path file = path.resolve(SETTINGS);
    Optional<ObjectNode> earlier = resume ? whole(file) : Optional.empty();
    if (earlier.isPresent()) {
      SweepException.throwIfAny(differences(file, earlier.get(), settings));
    } else {
      Files.createDirectories(path);
      write(file, settings, INDENT, "\n");
    }
    return new SweepFolder(path);
  }

  /**
   * Looks whether the folder is there or not as it should be; writes nothing.
   *
   * @throws SweepException if not
   */
  public static void check(Path path, boolean resume) {
    if (resume && !Files.isDirectory(path)) {
      throw new SweepException(
          "resume: expected the folder of an earlier sweep at "
              + path
              + ", found none; mend experiment_name or output_dir, or leave resume out");
    }
    if (!resume && Files.exists(path)) {
      throw new SweepException(
          "experiment_name: expected a new folder, found "
              + path
              + " there already; choose another name, or set resume: true to go on with it");
    }
  }

  private static List<String> differences(Path file, ObjectNode before, ObjectNode now) {
    Set<String> names = new LinkedHashSet<>();
    before.fieldNames().forEachRemaining(names::add);
    now.fieldNames().forEachRemaining(names::add);
    List<String> differences = new ArrayList<>();
    for (String name : names) {
      JsonNode was = before.path(name);
      JsonNode is = now.path(name);
      if (!PythonText.equal(was, is)) {
        differences.add(
            "resume: expected "
                + name
                + " as in "
                + file
                + ", "
                + written(was)
                + ", found "
                + written(is));
      }
    }
    return differences;
  }

  private static String written(JsonNode value) {
    return value.isMissingNode() ? "nothing" : PythonJson.line(value);
  }

  /** The folder of a point. */
  public Path of(SweepPoint point) {
    return path.resolve(point.folder());
  }

  /**
   * The file of a run.
   *
   * @param number from 0; {@link SweepStep.Run#WARMUP}
   */
  public Path runFile(SweepPoint point, int number) {
    return of(point)
        .resolve(number == SweepStep.Run.WARMUP ? "warmup.json" : "run=" + number + ".json");
  }

  /** Whether a run's result is there and whole. */
  public boolean isWhole(SweepPoint point, int number) throws IOException {
    return whole(runFile(point, number)).isPresent();
  }

  /** A JSON map; empty if the file is not there or was not written to its end. */
  static Optional<ObjectNode> whole(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      JsonNode value = PythonJson.read(file);
      return value instanceof ObjectNode map ? Optional.of(map) : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /**
   * A run's result, joined with the run's number, the server's changes and the benchmark's. A
   * change replaces a figure of the same name, as in vLLM.
   *
   * @return empty if it is not there or not whole
   */
  Optional<ObjectNode> result(SweepPoint point, int number, ParameterSet overrides)
      throws IOException {
    return result(runFile(point, number), point, number, overrides);
  }

  /** The same of a result that lies elsewhere. */
  Optional<ObjectNode> result(Path written, SweepPoint point, int number, ParameterSet overrides)
      throws IOException {
    Optional<ObjectNode> result = whole(written);
    result.ifPresent(
        run -> {
          run.put("run_number", number);
          point.serve().values().forEach(run::set);
          overrides.values().forEach(run::set);
        });
    return result;
  }

  /** Writes a run's joined result; an earlier failure of that run is forgotten. */
  void saveRun(SweepPoint point, int number, ObjectNode result) throws IOException {
    write(runFile(point, number), result, INDENT, "");
    Files.deleteIfExists(failureFile(point, number));
  }

  private Path failureFile(SweepPoint point, int number) {
    String name = String.valueOf(runFile(point, number).getFileName());
    return of(point).resolve(name.substring(0, name.length() - ".json".length()) + ".failure.json");
  }

  /** Writes why a run failed. */
  void saveFailure(SweepStep.Run run, Failure failure) throws IOException {
    ObjectNode json = PythonJson.MAPPER.createObjectNode().put("run_number", run.number());
    failure.addTo(json);
    json.set("serve_overrides", run.point().serve().json());
    json.set("bench_overrides", run.overrides().json());
    Files.createDirectories(of(run.point()));
    write(failureFile(run.point(), run.number()), json, FAILURE_INDENT, "\n");
  }

  /** Writes why a server failed. */
  void saveFailure(ParameterSet serve, Failure failure) throws IOException {
    ObjectNode json = PythonJson.MAPPER.createObjectNode();
    failure.addTo(json);
    json.set("serve_overrides", serve.json());
    write(serverFailureFile(serve), json, FAILURE_INDENT, "\n");
  }

  /** Takes the record of a server's failure away, since it has started now. */
  void forgetFailure(ParameterSet serve) throws IOException {
    Files.deleteIfExists(serverFailureFile(serve));
  }

  private Path serverFailureFile(ParameterSet serve) {
    String name = serve.name().isEmpty() ? "default" : serve.name();
    return path.resolve(SweepPoint.fileName("SERVE-" + name + "-failure.json"));
  }

  /** Writes the results of a point together. */
  void saveSummary(SweepPoint point, List<ObjectNode> runs) throws IOException {
    ArrayNode list = PythonJson.MAPPER.createArrayNode().addAll(runs);
    write(of(point).resolve("summary.json"), list, INDENT, "");
  }

  /** Writes the table of all results, in vLLM's columns and the parameters'. */
  void saveTable(List<ObjectNode> runs) throws IOException {
    List<ObjectNode> rows = runs.stream().map(ObjectNode::deepCopy).toList();
    rows.forEach(row -> row.remove(OURS));
    byte[] text = SummaryCsv.of(rows).getBytes(UTF_8);
    AtomicFile.write(path.resolve("summary.csv"), out -> out.write(text));
  }

  private static void write(Path file, JsonNode value, int indent, String end) throws IOException {
    AtomicFile.write(
        file,
        out -> {
          PythonJson.write(value, indent, out);
          out.write(end.getBytes(UTF_8));
        });
  }

  /**
   * Why something failed.
   *
   * @param type a short kind, which vLLM fills with the exception's class
   * @param error the message
   */
  record Failure(String type, String error) {
    private void addTo(ObjectNode json) {
      json.put("error_type", type).put("error", error);
    }
  }
}
