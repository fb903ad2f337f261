// SPDX-License-Identifier: Apache-2.0
package llmbench.analysis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import llmbench.config.ConfigException;
import llmbench.config.PlanReader;
import llmbench.plan.Plan;

/** The plan of a run as its records tell it. */
public final class RecordedPlan {
  private static final JsonMapper JSON = new JsonMapper();

  /** What says how to send and may need this machine's files or environment. */
  private static final List<String> ONLY_FOR_SENDING = List.of("ca_file", "header");

  private RecordedPlan() {}

  /**
   * Reads the plan that recorded options ask for. JSON is YAML, so the configuration's own reader
   * reads it.
   *
   * @param file the record file, for messages
   * @param options as the header has them
   * @param overrides values in YAML by key, over the options
   * @throws ConfigException with every mistake
   */
  public static Plan of(Path file, Map<String, Object> options, Map<String, String> overrides) {
    Map<String, Object> needed = new LinkedHashMap<>(options);
    needed.keySet().removeAll(ONLY_FOR_SENDING);
    String text;
    try {
      text = JSON.writer(new DefaultPrettyPrinter()).writeValueAsString(needed);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("options are JSON already", e);
    }
    Plan plan = new PlanReader().readText(file, text, overrides, Map.of());
    return plan.withOptions(merged(options, plan.options(), overrides));
  }

  /** The options as they were recorded, to the character, and over them what was asked now. */
  private static Map<String, Object> merged(
      Map<String, Object> recorded, Map<String, Object> read, Map<String, String> overrides) {
    Map<String, Object> options = new LinkedHashMap<>(recorded);
    for (String key : overrides.keySet()) {
      Object value = read.get(key);
      if (value == null) {
        options.remove(key);
      } else {
        options.put(key, value);
      }
    }
    return options;
  }
}
