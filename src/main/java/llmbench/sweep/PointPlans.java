// SPDX-License-Identifier: Apache-2.0
package llmbench.sweep;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import llmbench.config.ConfigException;
import llmbench.config.Overrides;
import llmbench.config.PlanReader;
import llmbench.plan.Plan;

/**
 * The plan of each run: the configuration, then {@code -Dbench.*}, then what the point changes,
 * then where its result goes.
 */
public final class PointPlans {
  private final PlanReader reader;
  private final Path configFile;
  private final Map<String, String> overrides;
  private final Map<String, String> environment;

  /**
   * With what all points share.
   *
   * @param overrides values in YAML by key, without those that make it a sweep
   * @param environment where {@code ${NAME}} in a header is looked up
   */
  public PointPlans(
      PlanReader reader,
      Path configFile,
      Map<String, String> overrides,
      Map<String, String> environment) {
    this.reader = reader;
    this.configFile = configFile;
    this.overrides = Map.copyOf(overrides);
    this.environment = environment;
  }

  /**
   * Reads the plans of all points that are known before the first run, so that a mistake in the
   * last one is told before the first is measured.
   *
   * @param load whether load is measured; then each must be of one case that is run once
   * @throws SweepException with every mistake of all of them, each once
   */
  public void check(Sweep sweep, boolean load) {
    List<String> problems = new ArrayList<>();
    for (SweepPoint point : sweep.knownPoints()) {
      try {
        Map<String, String> changes = BenchOptions.overrides(point.overrides()).values();
        int cases = plan(point.overrides(), changes).cases().size();
        if (load && cases != 1) {
          problems.add(
              place(point.overrides())
                  + ": expected a configuration of one case that is run once, found "
                  + cases
                  + " cases; leave lists of cases and repeats to the sweep");
        }
      } catch (SweepException e) {
        problems.addAll(e.problems());
      }
    }
    SweepException.throwIfAny(problems);
  }

  /**
   * The plan of a run, whose files go to its own folder.
   *
   * @param server values in YAML by key that hold for the server in use, under the point's own
   * @throws SweepException with every mistake
   */
  public Plan plan(SweepStep.Run run, Map<String, String> server) {
    return plan(run.overrides(), changes(run, server));
  }

  /**
   * The same plan as values in YAML by key, over the configuration's file.
   *
   * @throws SweepException with every mistake
   */
  public Map<String, String> options(SweepStep.Run run, Map<String, String> server) {
    Map<String, String> options = new LinkedHashMap<>(overrides);
    options.putAll(changes(run, server));
    return options;
  }

  private static Map<String, String> changes(SweepStep.Run run, Map<String, String> server) {
    Map<String, String> changes = new LinkedHashMap<>(server);
    changes.putAll(BenchOptions.overrides(run.overrides()).values());
    changes.put("result_dir", yaml(run.folder().toString()));
    return changes;
  }

  private Plan plan(ParameterSet point, Map<String, String> changes) {
    try {
      return reader.readPoint(
          configFile, overrides, new Overrides(place(point), changes), environment);
    } catch (ConfigException e) {
      throw new SweepException(e.problems());
    }
  }

  private static String place(ParameterSet changes) {
    return changes.place().isEmpty() ? "sweep" : changes.place();
  }

  private static String yaml(String text) {
    return PythonJson.MAPPER.valueToTree(text).toString();
  }
}
