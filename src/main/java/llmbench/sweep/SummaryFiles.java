// SPDX-License-Identifier: Apache-2.0
package llmbench.sweep;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The runs of finished sweeps, ours or vLLM's: every {@code summary.json} below a folder. */
public final class SummaryFiles {
  private static final String NAME = "summary.json";

  private SummaryFiles() {}

  /**
   * Reads them, in the order of their paths.
   *
   * @return a map for each run; at least one
   * @throws SweepException if there is none, or with each file that is not a list of maps
   * @throws IOException if a folder or a file cannot be read
   */
  public static List<ObjectNode> runs(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new SweepException(
          "No parameter sweep results under " + folder + ": expected a folder, found none");
    }
    List<ObjectNode> runs = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (Path file : files(folder)) {
      read(file, runs, problems);
    }
    if (runs.isEmpty() && problems.isEmpty()) {
      problems.add(
          "Did not find any parameter sweep results under "
              + folder
              + ": expected files named "
              + NAME
              + " with a run at least; name the folder of an experiment, as sweep wrote it");
    }
    SweepException.throwIfAny(problems);
    return runs;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(file -> file.endsWith(NAME) && Files.isRegularFile(file)).sorted().toList();
    }
  }

  private static void read(Path file, List<ObjectNode> runs, List<String> problems)
      throws IOException {
    try {
      JsonNode list = PythonJson.read(file);
      boolean maps = list.isArray();
      for (JsonNode run : list) {
        maps &= run.isObject();
      }
      if (!maps) {
        problems.add(file + ": expected a list of maps, a map for each run, found another value");
        return;
      }
      list.forEach(run -> runs.add((ObjectNode) run));
    } catch (JsonProcessingException e) {
      problems.add(
          file
              + ": expected JSON, found "
              + e.getOriginalMessage()
              + "; run the sweep again with resume: true, which writes it anew");
    }
  }
}
