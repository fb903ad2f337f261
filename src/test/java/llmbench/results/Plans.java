// SPDX-License-Identifier: Apache-2.0
package llmbench.results;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import llmbench.plan.Api;
import llmbench.plan.Case;
import llmbench.plan.ClientSpec;
import llmbench.plan.DatasetOptions;
import llmbench.plan.DatasetSpec;
import llmbench.plan.EngineSpec;
import llmbench.plan.ExportSpec;
import llmbench.plan.LiveSpec;
import llmbench.plan.LoadSpec;
import llmbench.plan.MetricSpec;
import llmbench.plan.OutputSpec;
import llmbench.plan.Plan;
import llmbench.plan.PlotSpec;
import llmbench.plan.RepeatSpec;
import llmbench.plan.RequestSpec;
import llmbench.plan.ServerSpec;
import llmbench.plan.Target;
import org.jspecify.annotations.Nullable;

/** Builds plans and contexts for tests. */
final class Plans {
  static final Instant DATE = Instant.parse("2026-01-31T12:34:56Z");

  private final MetricSpec metrics;
  private final Case benchCase;
  private Path resultDir = Path.of("results");
  private boolean saveDetailed;
  private boolean simulated;
  private boolean partial;
  private Map<String, String> metadata = Map.of();
  private Map<String, Object> decoding = Map.of();
  private Map<String, Object> sections = Map.of();
  private @Nullable String label;
  private @Nullable String resultFilename;

  private Plans(MetricSpec metrics, Case benchCase) {
    this.metrics = metrics;
    this.benchCase = benchCase;
  }

  static Plans of(MetricSpec metrics, Case benchCase) {
    return new Plans(metrics, benchCase);
  }

  Plans in(Path folder) {
    resultDir = folder;
    return this;
  }

  Plans decoding(Map<String, Object> figures) {
    decoding = figures;
    return this;
  }

  Plans detailed() {
    saveDetailed = true;
    return this;
  }

  Plans simulated() {
    simulated = true;
    return this;
  }

  Plans partial() {
    partial = true;
    return this;
  }

  Plans metadata(Map<String, String> entries) {
    metadata = entries;
    return this;
  }

  Plans sections(Map<String, Object> members) {
    sections = members;
    return this;
  }

  Plans label(String text) {
    label = text;
    return this;
  }

  Plans filename(String name) {
    resultFilename = name;
    return this;
  }

  ResultContext context() {
    Map<String, String> versions = new LinkedHashMap<>();
    versions.put("llmbench", "0.1.0");
    versions.put("gatling", "3.15.1");
    return new ResultContext(
        plan(),
        benchCase,
        "Qwen/Qwen3-0.6B",
        "Qwen/Qwen3-0.6B",
        DATE.atZone(ZoneId.systemDefault()),
        simulated,
        partial,
        versions,
        null,
        decoding,
        sections);
  }

  private Plan plan() {
    return new Plan(
        new Target(
            "http://localhost:8010",
            Api.OPENAI_CHAT,
            null,
            null,
            null,
            null,
            Map.of(),
            false,
            null),
        new DatasetSpec(
            "random", null, DatasetSpec.Rules.DEFAULT, new DatasetOptions.Random(0, 0, 0, 1), null),
        new RequestSpec(
            "bench-",
            null,
            null,
            Map.of(),
            true,
            null,
            Duration.ofSeconds(10),
            Duration.ofHours(6),
            Duration.ofSeconds(300),
            0),
        metrics,
        new OutputSpec(
            resultDir,
            resultFilename,
            false,
            saveDetailed,
            false,
            false,
            null,
            false,
            PlotSpec.NONE,
            metadata,
            label,
            LiveSpec.PROGRESS,
            ExportSpec.NONE,
            0,
            null),
        List.of(benchCase),
        RepeatSpec.ONCE,
        null,
        LoadSpec.AT_ONCE,
        0,
        0,
        Duration.ZERO,
        false,
        new EngineSpec(false, 0, 0, 64, 8192, 4096, 8, 0.1, 0.05, false, 0, 0, List.of()),
        new ClientSpec(true, false, Duration.ofSeconds(30), 1),
        new ServerSpec(null, Duration.ofSeconds(1), List.of(), false, false, null),
        Map.of("model", "Qwen/Qwen3-0.6B"));
  }
}
