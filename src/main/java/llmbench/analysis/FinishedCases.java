// SPDX-License-Identifier: Apache-2.0
package llmbench.analysis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import llmbench.config.ConfigException;
import llmbench.config.OptionChanges;
import llmbench.plan.Case;
import llmbench.plan.Plan;
import llmbench.results.ResultWriter;

/**
 * The cases of a plan that a result folder holds whole, by its records: each was ended in the usual
 * way, sent all its requests and lost no record.
 *
 * @param results of those cases, in the plan's order, without the samples of requests
 * @param halfWritten names of cases of the plan that have records and are not whole
 * @param changes what the plan asks for differently than the last run into that folder, as {@link
 *     OptionChanges} tells it; if there are any, the lists are empty
 * @param modelId vLLM's {@code model_id} of the last run; empty if there was none
 * @param batchStarted when the last run began; empty if there was none
 */
public record FinishedCases(
    List<CaseResult> results,
    List<String> halfWritten,
    List<String> changes,
    Optional<String> modelId,
    Optional<Instant> batchStarted) {
  private static final JsonMapper JSON = new JsonMapper();

  /**
   * Looks into the plan's result folder; one that is not there holds nothing. A file that cannot be
   * read is that of no whole case; one of format version 1 tells no options and neither is.
   *
   * @throws IOException if the folder cannot be read
   */
  public static FinishedCases of(Plan plan) throws IOException {
    Map<Path, CaseStart> starts = starts(plan.output().resultDir());
    Optional<CaseStart> last =
        starts.values().stream().max(Comparator.comparing(CaseStart::batchStarted));
    List<String> changes = last.map(start -> changes(start, plan)).orElse(List.of());
    List<CaseResult> whole = new ArrayList<>();
    List<String> halfWritten = new ArrayList<>();
    if (changes.isEmpty()) {
      for (Case benchCase : plan.cases()) {
        Path file = RecordFolder.fileOf(plan.output().resultDir(), benchCase);
        CaseStart start = starts.get(file);
        Optional<CaseResult> result =
            start == null || !changes(start, plan).isEmpty()
                ? Optional.empty()
                : whole(file, start, plan);
        if (result.isPresent()) {
          whole.add(result.get());
        } else if (Files.exists(file)) {
          halfWritten.add(benchCase.name());
        }
      }
    }
    return new FinishedCases(
        whole,
        halfWritten,
        changes,
        last.map(CaseStart::modelId),
        last.map(CaseStart::batchStarted));
  }

  private static Map<Path, CaseStart> starts(Path resultDir) throws IOException {
    Map<Path, CaseStart> starts = new HashMap<>();
    for (Path file : RecordFolder.files(resultDir)) {
      try {
        CaseStart start = CaseAnalysis.start(file);
        if (!start.batchStarted().equals(Instant.EPOCH)) {
          starts.put(file, start);
        }
      } catch (IOException e) {
        // Cut in its first line, or none of ours: no whole case.
      }
    }
    return starts;
  }

  /** The case's result, written too where its file is missing or older than the records. */
  private static Optional<CaseResult> whole(Path file, CaseStart start, Plan plan) {
    try {
      Plan recorded = RecordedPlan.of(file, start, Map.of(), plan.output().resultDir());
      CaseResult result = new CaseAnalysis(file, recorded, Window.ALL).result();
      if (!result.whole()) {
        return Optional.empty();
      }
      Path json = ResultWriter.fileOf(recorded, result.benchCase());
      if (!Files.exists(json)
          || Files.getLastModifiedTime(json).compareTo(Files.getLastModifiedTime(file)) < 0) {
        ResultWriter.write(result.metrics(), result.context());
      }
      return Optional.of(result.withoutRequests());
    } catch (IOException | ConfigException e) {
      return Optional.empty();
    }
  }

  private static List<String> changes(CaseStart start, Plan plan) {
    return OptionChanges.between(json(start.options()), json(plan.options()));
  }

  /** Each value in JSON, which is YAML. */
  private static Map<String, String> json(Map<String, Object> options) {
    Map<String, String> texts = new HashMap<>();
    try {
      for (Map.Entry<String, Object> option : options.entrySet()) {
        texts.put(option.getKey(), JSON.writeValueAsString(option.getValue()));
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("options are JSON already", e);
    }
    return texts;
  }
}
