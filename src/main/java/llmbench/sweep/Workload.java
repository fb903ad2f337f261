// SPDX-License-Identifier: Apache-2.0
package llmbench.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * How {@code vllm bench sweep serve_workload} chooses levels of load (vLLM: {@code
 * sweep/serve_workload.py}). One request at a time and all at once are measured first; their
 * throughput says between which levels the others are spread evenly.
 *
 * @param variable what is varied
 * @param iterations levels in all, the first two included; at least 2
 * @param numPrompts requests of a run whose parameters do not say
 */
public record Workload(Variable variable, int iterations, int numPrompts) {
  private static final String MAX_CONCURRENCY = "max_concurrency";
  private static final String NUM_PROMPTS = "num_prompts";
  private static final double MILLIS = 1000;

  /** What a workload varies. */
  public enum Variable {
    /** Requests per second. */
    REQUEST_RATE("request_rate"),
    /** Requests in flight at most. */
    MAX_CONCURRENCY("max_concurrency");

    private final String key;

    Variable(String key) {
      this.key = key;
    }

    /** The option's key. */
    public String key() {
      return key;
    }
  }

  /** Checks the number of levels. */
  public Workload {
    if (iterations < 2) {
      throw new SweepException("workload_iters: expected an integer ≥ 2, found " + iterations);
    }
  }

  /** Nobody else may set the variable. */
  void check(List<ParameterSet> benches, List<String> problems) {
    for (ParameterSet bench : benches) {
      if (bench.has(variable.key())) {
        problems.add(
            bench.place()
                + ": expected no "
                + variable.key()
                + ", which workload_var varies, found it");
      }
      try {
        int unused = numPrompts(bench);
      } catch (SweepException e) {
        problems.addAll(e.problems());
      }
    }
  }

  /** One request at a time; a rate as variable is one a second, as vLLM has it. */
  public SweepPoint serial(ParameterSet serve, ParameterSet bench) {
    return end(serve, bench, 1);
  }

  /** All requests at once; a rate as variable is all in the first second. */
  public SweepPoint batch(ParameterSet serve, ParameterSet bench) {
    return end(serve, bench, numPrompts(bench));
  }

  private SweepPoint end(ParameterSet serve, ParameterSet bench, int value) {
    return new SweepPoint(
        serve,
        bench.with(MAX_CONCURRENCY, SweepPoint.value(value)),
        new SweepPoint.Level(variable.key(), value));
  }

  /** A level between. */
  public SweepPoint between(ParameterSet serve, ParameterSet bench, int value) {
    return new SweepPoint(serve, bench, new SweepPoint.Level(variable.key(), value));
  }

  /** Requests of a run. */
  int numPrompts(ParameterSet bench) {
    int count = numPrompts;
    for (Map.Entry<String, JsonNode> each : bench.parameters().entrySet()) {
      if (each.getKey().replace('-', '_').equals(NUM_PROMPTS)) {
        count = each.getValue().asInt(0);
        if (count < 1) {
          throw new SweepException(
              bench.place()
                  + " "
                  + each.getKey()
                  + ": expected an integer ≥ 1, found "
                  + ParameterFile.kind(each.getValue()));
        }
      }
    }
    return count;
  }

  /**
   * The levels between, sorted, each once; values below 1, which are no load, are left out.
   *
   * @param serial results of the serial point, at least one
   * @param batch results of the batch point, at least one
   * @throws SweepException if a result lacks the figures for it
   */
  public List<Integer> levels(List<ObjectNode> serial, List<ObjectNode> batch) {
    double first = Math.ceil(mean(serial));
    double last = Math.floor(mean(batch));
    int intervals = iterations - 1;
    double step = (last - first) / intervals;
    SortedSet<Integer> levels = new TreeSet<>();
    for (int i = 1; i < intervals; i++) {
      levels.add((int) Math.rint(i * step + first));
    }
    levels.removeIf(level -> level < 1);
    return new ArrayList<>(levels);
  }

  private double mean(List<ObjectNode> runs) {
    double total = 0;
    for (ObjectNode run : runs) {
      double throughput = figure(run, "request_throughput");
      total +=
          variable == Variable.REQUEST_RATE
              ? throughput
              : throughput * figure(run, "mean_e2el_ms") / MILLIS;
    }
    return total / runs.size();
  }

  private static double figure(ObjectNode run, String name) {
    JsonNode figure = run.get(name);
    if (figure == null || !figure.isNumber() || !Double.isFinite(figure.doubleValue())) {
      throw new SweepException(
          "the levels of a workload need " + name + " in each result, found none in one");
    }
    return figure.doubleValue();
  }
}
