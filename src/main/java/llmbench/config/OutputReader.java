// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import llmbench.plan.Case;
import llmbench.plan.ExportFormat;
import llmbench.plan.ExportSpec;
import llmbench.plan.LiveSpec;
import llmbench.plan.OutputSpec;

/** Where results go. */
final class OutputReader {
  /** Files of the result folder that are ours. */
  private static final Set<String> RESERVED = Set.of("status.json", "repeats.json");

  private final Values values;

  OutputReader(Values values) {
    this.values = values;
  }

  OutputSpec read(List<Case> cases) {
    if (values.given(Keys.RESULT_FILENAME) && cases.size() > 1) {
      values.mistake(
          Keys.RESULT_FILENAME,
          "it with a single case that is run once",
          cases.size() + " of them, which would replace each other's file");
    }
    Map<String, String> metadata = values.find(Keys.METADATA);
    return new OutputSpec(
        values.get(Keys.RESULT_DIR),
        values.find(Keys.RESULT_FILENAME),
        values.get(Keys.RESUME),
        values.get(Keys.SAVE_DETAILED),
        values.get(Keys.SAVE_REQUESTS),
        values.get(Keys.SAVE_BODIES),
        values.find(Keys.CHECK_ANSWERS),
        values.get(Keys.DATASET_STATS),
        PlotKeys.read(values),
        metadata == null ? Map.of() : Collections.unmodifiableMap(metadata),
        values.find(Keys.LABEL),
        live(),
        export(),
        values.get(Keys.MAX_FAILED_RATIO),
        new GateReader(values).read());
  }

  private ExportSpec export() {
    boolean append = values.get(ExportKeys.APPEND_RESULT);
    if (append && values.get(Keys.RESUME)) {
      values.mistake(
          ExportKeys.APPEND_RESULT,
          "no resume beside it, which keeps results as they are",
          "resume: true");
    }
    Set<ExportFormat> formats = values.find(ExportKeys.EXPORT);
    return new ExportSpec(formats == null ? Set.of() : formats, append);
  }

  private LiveSpec live() {
    return new LiveSpec(
        values.get(Keys.DISABLE_TQDM),
        values.get(LiveKeys.QUIET),
        values.get(LiveKeys.LIVE),
        values.get(LiveKeys.LIVE_HOST),
        values.find(LiveKeys.OTLP_ENDPOINT),
        values.get(LiveKeys.OTLP_SPANS));
  }

  /** A name in the result folder that the aggregate will find, and none of our own files. */
  static boolean isResultFilename(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return lower.endsWith(".json")
        && lower.length() > ".json".length()
        && !RESERVED.contains(lower)
        && text.chars().noneMatch(c -> c == '/' || c == '\\' || c == ':' || c < ' ');
  }
}
