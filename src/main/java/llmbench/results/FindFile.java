// SPDX-License-Identifier: Apache-2.0
package llmbench.results;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import llmbench.plan.Goal;
import llmbench.plan.SearchSpec;
import llmbench.search.FoundLimit;
import llmbench.search.GoalEvidence;
import llmbench.search.LoadFigures;
import llmbench.search.LoadPoint;
import llmbench.search.ProbeOutcome;
import llmbench.search.SearchAnswer;
import llmbench.search.SearchEnd;
import llmbench.search.Told;
import org.jspecify.annotations.Nullable;

/**
 * What a search found, {@code find.json}; {@code docs/search.md} describes its members. Not a
 * result: the table of results passes it over.
 *
 * <pre>
 * { "format" : 1,
 *   "variable" : "request_rate", "goals" : [ "ttft p99 &lt; 500ms" ], "from" : 1.0, "to" : 100.0, …
 *   "cells" : [ {
 *     "cell" : "io256x64_mcinf", "end" : "found", "reason" : "…",
 *     "limit" : 6.3, "low" : 6.1, "high" : 6.5, "probes" : [ … ],
 *     "knee" : "io256x64_mcinf_probe3", "pareto_front" : [ … ] } ] }
 * </pre>
 */
public final class FindFile {
  /** Its name. */
  public static final String FILE_NAME = "find.json";

  /** The version of the file's form. */
  static final int FORMAT = 1;

  private static final DefaultPrettyPrinter PRINTER =
      new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));

  private FindFile() {}

  /**
   * Writes or replaces it.
   *
   * @param found searches of one run, at least one
   * @return the file
   * @throws IOException naming the file, if it could not be written
   */
  public static Path write(Path folder, List<FoundLimit> found) throws IOException {
    SearchSpec spec = found.get(0).spec();
    Map<String, @Nullable Object> content = new LinkedHashMap<>();
    content.put("format", FORMAT);
    content.put("variable", spec.variable().key());
    content.put("goals", spec.goals().stream().map(Goal::text).toList());
    content.put("from", spec.from());
    content.put("to", spec.to());
    content.put("budget_s", spec.budget().toMillis() / 1000.0);
    content.put("max_probes", spec.maxProbes());
    content.put("precision", spec.precision());
    content.put("confidence", spec.confidence());
    content.put("gpus", spec.gpus());
    content.put("cells", found.stream().map(FindFile::cell).toList());
    byte[] json = new JsonMapper().writer(PRINTER).writeValueAsBytes(content);
    Path file = folder.resolve(FILE_NAME);
    AtomicFile.write(
        file,
        out -> {
          out.write(json);
          out.write('\n');
        });
    return file;
  }

  private static Map<String, @Nullable Object> cell(FoundLimit found) {
    SearchAnswer answer = found.answer();
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("cell", found.cell());
    members.put("end", answer.end().name().toLowerCase(Locale.ROOT));
    members.put("found", answer.end() == SearchEnd.FOUND);
    members.put("reason", answer.reason());
    members.put("limit", answer.estimate());
    members.put("low", answer.low());
    members.put("high", answer.high());
    members.put("seconds", answer.seconds());
    List<Object> probes = new ArrayList<>();
    for (int i = 0; i < found.runs().size(); i++) {
      probes.add(probe(found, i));
    }
    members.put("probes", probes);
    Integer knee = found.knee();
    members.put("knee", knee == null ? null : found.runs().get(knee).caseName());
    members.put(
        "pareto_front", found.front().stream().map(i -> found.runs().get(i).caseName()).toList());
    return members;
  }

  private static Map<String, @Nullable Object> probe(FoundLimit found, int i) {
    Told told = found.answer().probes().get(i);
    ProbeOutcome outcome = told.outcome();
    LoadFigures figures = found.runs().get(i).figures();
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("case", found.runs().get(i).caseName());
    members.put("value", told.probe().value());
    members.put("requests", told.probe().requests());
    members.put("counted", outcome.counted());
    members.put("holds", outcome.holds());
    members.put("queue_grew", outcome.queueGrew());
    members.put("too_short", outcome.problem().isEmpty() ? null : outcome.problem());
    members.put("seconds", outcome.seconds());
    members.put("goals", outcome.goals().stream().map(FindFile::goal).toList());
    members.put("completed", figures.completed());
    members.put("failed", figures.failed());
    members.put("request_throughput", figures.requestThroughput());
    members.put("output_throughput", figures.outputThroughput());
    members.put("mean_in_flight", figures.meanInFlight());
    members.put("mean_e2el_ms", figures.meanE2elMillis());
    LoadPoint point = found.tokensPerUserAndGpu(i);
    members.put("output_tokens_per_s_per_user", point == null ? null : (Double) point.x());
    if (found.spec().gpus() != null) {
      members.put("output_tokens_per_s_per_gpu", point == null ? null : (Double) point.y());
    }
    return members;
  }

  private static Map<String, @Nullable Object> goal(GoalEvidence evidence) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("goal", evidence.goal().text());
    double observed = evidence.observed();
    members.put("observed", Double.isFinite(observed) ? (Double) observed : null);
    members.put("missed", (long) evidence.missed());
    members.put("of", (long) evidence.tried());
    members.put("allowed_share", evidence.goal().allowedShare());
    members.put("holds", evidence.holds());
    return members;
  }
}
