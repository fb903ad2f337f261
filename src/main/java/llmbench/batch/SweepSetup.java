// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import llmbench.config.PlanReader;
import llmbench.config.SweepConfig;
import llmbench.plan.ServerCommand;
import llmbench.plan.SweepSpec;
import llmbench.results.RunOutcome;
import llmbench.server.ServerException;
import llmbench.serverprocess.ServerProcess;
import llmbench.sweep.BenchOptions;
import llmbench.sweep.Grid;
import llmbench.sweep.Link;
import llmbench.sweep.ParameterFile;
import llmbench.sweep.ParameterSet;
import llmbench.sweep.PointPlans;
import llmbench.sweep.Sweep;
import llmbench.sweep.SweepException;
import llmbench.sweep.SweepFolder;
import llmbench.sweep.SweepOptions;
import llmbench.sweep.Workload;
import org.jspecify.annotations.Nullable;

/**
 * All that a sweep needs before its first run, checked.
 *
 * @param folder the experiment's
 * @param settings what its results depend on, by name
 * @param command the server's words; null if it runs already
 * @param afterBench the words of what runs after each run; null for none
 */
record SweepSetup(
    SweepConfig config,
    Sweep sweep,
    SweepOptions options,
    PointPlans plans,
    Path folder,
    ObjectNode settings,
    @Nullable List<String> command,
    @Nullable List<String> afterBench) {

  private static final JsonMapper JSON = new JsonMapper();
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("yyyyMMdd_HHmmss", Locale.ROOT);

  SweepSpec spec() {
    return config.spec();
  }

  /** What the server's changed command says of its address, where nobody else does. */
  Map<String, String> address(ParameterSet serve) {
    return command == null || config.addressGiven()
        ? Map.of()
        : Map.of(Configuration.BASE_URL, LocalServer.baseUrl(serve.applyTo(command)));
  }

  /** Parameters that have no effect, since the sweep sets them itself. */
  Set<String> ignored() {
    Set<String> ignored = new TreeSet<>();
    sweep
        .groups()
        .forEach(
            group -> group.benches().forEach(set -> ignored.addAll(BenchOptions.ignored(set))));
    return ignored;
  }

  /**
   * Reads and checks everything.
   *
   * @param now names the experiment where nobody does
   * @throws Refusal with every mistake
   */
  static SweepSetup of(SweepConfig config, Map<String, String> environment, LocalDateTime now) {
    SweepSpec spec = config.spec();
    Mistakes mistakes = new Mistakes(config.problems());
    ServerCommand server = spec.server();
    List<String> command =
        server == null
            ? null
            : mistakes.of(() -> LocalServer.words(LocalServer.KEY, server.command()));
    String after = spec.afterBenchCmd();
    List<String> afterBench =
        after == null ? null : mistakes.of(() -> LocalServer.words("after_bench_cmd", after));
    if (command != null) {
      mistakes.of(() -> runnable(command, environment));
    }
    List<ParameterSet> serves = mistakes.of(() -> serves(spec.points()));
    List<ParameterSet> benches = mistakes.of(() -> benches(spec.points()));
    List<Link> links = mistakes.of(() -> Link.parse(spec.points().linkVars()));
    Workload workload = workload(spec.points());
    PointPlans plans =
        new PointPlans(new PlanReader(), config.file(), config.runOverrides(), environment);
    Sweep sweep =
        serves == null || benches == null || links == null
            ? null
            : mistakes.of(() -> Sweep.of(serves, benches, links, workload));
    if (sweep != null) {
      mistakes.of(
          () -> {
            plans.check(sweep, !spec.runs().startup());
            return sweep;
          });
    }
    if (command != null && serves != null && !config.addressGiven()) {
      serves.forEach(serve -> mistakes.of(() -> LocalServer.baseUrl(serve.applyTo(command))));
    }
    SweepSpec.Experiment experiment = spec.experiment();
    String name = experiment.name() == null ? NAME.format(now) : experiment.name();
    Path folder =
        mistakes.of(
            () -> {
              Path path = experiment.outputDir().resolve(name);
              SweepFolder.check(path, experiment.resume());
              return path;
            });
    mistakes.throwIfAny();
    if (sweep == null || folder == null) {
      throw new IllegalStateException("without a mistake there is a sweep");
    }
    return new SweepSetup(
        config,
        sweep,
        new SweepOptions(
            spec.runs().numRuns(), spec.runs().warmupNumPrompts(), spec.runs().continueOnError()),
        plans,
        folder,
        settings(config, serves, benches),
        command,
        afterBench);
  }

  private static List<ParameterSet> serves(SweepSpec.Points points) {
    Path file = points.serveParams();
    return file == null ? List.of(ParameterSet.EMPTY) : ParameterFile.read(file);
  }

  private static List<ParameterSet> benches(SweepSpec.Points points) {
    if (points.grid() != null) {
      return Grid.of(points.grid(), "sweep");
    }
    Path file = points.benchParams();
    return file == null ? List.of(ParameterSet.EMPTY) : ParameterFile.read(file);
  }

  private static @Nullable Workload workload(SweepSpec.Points points) {
    String variable = points.workloadVar();
    return variable == null
        ? null
        : new Workload(
            Workload.Variable.valueOf(variable.toUpperCase(Locale.ROOT)),
            points.workloadIters(),
            points.numPrompts());
  }

  private static List<String> runnable(List<String> command, Map<String, String> environment) {
    try {
      ServerProcess.check(command, environment);
      return command;
    } catch (ServerException e) {
      throw new Refusal(RunOutcome.BAD_CONFIGURATION, e);
    }
  }

  /** The options as they are written, with what the parameter files hold. */
  private static ObjectNode settings(
      SweepConfig config,
      @Nullable List<ParameterSet> serves,
      @Nullable List<ParameterSet> benches) {
    ObjectNode settings = JSON.createObjectNode();
    config.options().forEach((key, value) -> settings.set(key, JSON.valueToTree(value)));
    settings.put("num_runs", config.spec().runs().numRuns());
    if (config.spec().points().serveParams() != null && serves != null) {
      settings.set("serve_params", list(serves));
    }
    if (config.spec().points().benchParams() != null && benches != null) {
      settings.set("bench_params", list(benches));
    }
    return settings;
  }

  private static JsonNode list(List<ParameterSet> sets) {
    ArrayNode list = JSON.createArrayNode();
    sets.forEach(set -> list.add(set.json()));
    return list;
  }

  /** Collects mistakes, so that one run shows them all. */
  private static final class Mistakes {
    private final List<String> found;

    Mistakes(List<String> before) {
      found = new ArrayList<>(before);
    }

    /** What is made; null after a mistake. */
    <T> @Nullable T of(Supplier<T> made) {
      try {
        return made.get();
      } catch (SweepException e) {
        found.addAll(e.problems());
      } catch (Refusal e) {
        found.add(e.getMessage());
      }
      return null;
    }

    void throwIfAny() {
      if (!found.isEmpty()) {
        throw new Refusal(
            RunOutcome.BAD_CONFIGURATION, String.join("\n", found.stream().distinct().toList()));
      }
    }
  }
}
