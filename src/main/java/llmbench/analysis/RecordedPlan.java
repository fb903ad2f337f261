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

  /**
   * Options that are not read again: those that say how to send, or how results are judged, and may
   * need this machine's files or environment, and those that the header holds as texts.
   */
  private static final List<String> NOT_READ =
      List.of("baseline", "ca_file", "gate", "header", "label", "metadata", "rate_curve");

  private RecordedPlan() {}

  /**
   * Reads the plan that recorded options ask for. JSON is YAML, so the configuration's own reader
   * reads it.
   *
   * @param file the record file, for messages
   * @param start what its header tells
   * @param overrides values in YAML by key, over the options
   * @param resultDir where results are to go
   * @throws ConfigException with every mistake
   */
  public static Plan of(Path file, CaseStart start, Map<String, String> overrides, Path resultDir) {
    Plan plan = read(file, start.options(), overrides);
    return plan.withOptions(merged(start.options(), plan.options(), overrides))
        .withOutput(
            plan.output().withResultDir(resultDir).withTexts(start.label(), start.metadata()));
  }

  /**
   * Reads overrides alone.
   *
   * @param place where they are from, for messages
   * @throws ConfigException with every mistake
   */
  public static void check(Path place, Map<String, String> overrides) {
    read(place, Map.of(), overrides);
  }

  private static Plan read(Path place, Map<String, Object> options, Map<String, String> overrides) {
    Map<String, Object> needed = new LinkedHashMap<>(options);
    needed.keySet().removeAll(NOT_READ);
    try {
      String text = JSON.writer(new DefaultPrettyPrinter()).writeValueAsString(needed);
      return new PlanReader().readText(place, text, overrides, Map.of());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("options are JSON already", e);
    }
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
