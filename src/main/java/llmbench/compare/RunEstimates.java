// SPDX-License-Identifier: Apache-2.0
package llmbench.compare;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import llmbench.analysis.CaseAnalysis;
import llmbench.analysis.CaseStart;
import llmbench.analysis.RecordFolder;
import llmbench.analysis.RecordedPlan;
import llmbench.analysis.Window;
import llmbench.config.ConfigException;
import llmbench.plan.Plan;
import llmbench.results.StoredArrays;
import llmbench.results.StoredResult;
import org.jspecify.annotations.Nullable;

/**
 * The figures of one run and how sure they are, from the best that there is: our records beside the
 * result, else the arrays of {@code --save-detailed}, else the figures alone.
 *
 * @param estimates by key
 * @param curves how the requests' values are spread; empty where there are figures alone
 * @param note why there is no more than figures; empty where there is
 */
record RunEstimates(Map<String, Estimate> estimates, List<Curve> curves, String note) {

  /**
   * Of one result.
   *
   * @param asVllm whether the figures are to be by vLLM's definitions
   */
  static RunEstimates of(StoredResult result, boolean asVllm) {
    JsonNode vllms = result.own().path("vllm_definitions");
    if (asVllm && result.ours()) {
      return new RunEstimates(
          figures(result, vllms), List.of(), "vllm_definitions hold figures and no requests");
    }
    Map<String, Estimate> estimates = figures(result, result.members());
    if (!result.ours()) {
      StoredArrays arrays = result.arrays();
      if (arrays == null) {
        return new RunEstimates(estimates, List.of(), "made without --save-detailed");
      }
      return with(estimates, new DetailedSamples(arrays, result.number("duration").orElse(0.0)));
    }
    Path folder = result.file().toAbsolutePath().getParent();
    Path records =
        folder == null
            ? result.file()
            : folder.resolve(RecordFolder.NAME).resolve(result.name() + ".jsonl");
    String missing = "no records at " + records;
    if (Files.isRegularFile(records)) {
      try {
        return with(estimates, recorded(records, result));
      } catch (IOException | ConfigException e) {
        missing = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      }
    }
    StoredArrays arrays = result.arrays();
    if (arrays != null) {
      return with(estimates, new DetailedSamples(arrays, result.number("duration").orElse(0.0)));
    }
    return new RunEstimates(estimates, List.of(), missing);
  }

  private static RunEstimates with(Map<String, Estimate> figures, RunSamples samples) {
    SampleEstimates read = SampleEstimates.read(samples);
    figures.putAll(read.estimates());
    return new RunEstimates(figures, read.curves(), "");
  }

  private static RunSamples recorded(Path records, StoredResult result) throws IOException {
    CaseStart start = CaseAnalysis.start(records);
    Map<String, String> overrides = new HashMap<>();
    JsonNode goodput = result.own().path("options").path("goodput");
    // A report may have been made with other limits than the run had.
    overrides.put("goodput", goodput.isMissingNode() ? "" : goodput.toString());
    Plan plan = RecordedPlan.of(records, start, overrides, records.toAbsolutePath());
    return new RecordedSamples(
        new CaseAnalysis(records, plan, window(result.own().path("window"))).result());
  }

  private static Window window(JsonNode written) {
    if (!written.isObject()) {
      return Window.ALL;
    }
    return new Window(time(written.path("from_s").asDouble()), toTime(written.path("to_s")));
  }

  private static @Nullable Duration toTime(JsonNode seconds) {
    return seconds.isNumber() ? time(seconds.doubleValue()) : null;
  }

  private static Duration time(double seconds) {
    return Duration.ofNanos(Math.round(seconds * 1e9));
  }

  private static Map<String, Estimate> figures(StoredResult result, JsonNode members) {
    Map<String, Estimate> figures = new LinkedHashMap<>();
    for (Figure figure : Figure.ALL) {
      JsonNode value = members.path(figure.key());
      if (!figure.failures() && value.isNumber()) {
        figures.put(figure.key(), new Estimate.Bare(value.doubleValue()));
      }
    }
    JsonNode failed = members.path("failed");
    int completed = members.path("completed").asInt();
    if (failed.isNumber()) {
      int sent = completed + failed.asInt();
      figures.put(Figure.FAILED, new Estimate.Share(failed.asInt(), sent, sent));
    } else {
      // Older files of vLLM's tell only how many completed.
      int sent = Math.max(completed, result.members().path("num_prompts").asInt(completed));
      figures.put(Figure.FAILED, new Estimate.Share(sent - completed, sent, sent));
    }
    return figures;
  }
}
