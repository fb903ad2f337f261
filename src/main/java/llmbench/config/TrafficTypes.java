// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import llmbench.plan.Curve;
import llmbench.plan.Curve.Piece;
import llmbench.plan.RateProfile;
import llmbench.plan.RateProfile.Bursts;
import llmbench.plan.ThinkTime;
import llmbench.plan.ThinkTime.Lognormal;
import llmbench.plan.TraceWindow;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** The types that say when requests are sent and how many users there are. */
final class TrafficTypes {
  private static final ValueType<Double> ABOVE_0 =
      ScalarTypes.number("> 0", n -> n > 0 && Double.isFinite(n));
  private static final ValueType<Double> FROM_0 =
      ScalarTypes.number("≥ 0", n -> n >= 0 && Double.isFinite(n));
  private static final ValueType<Integer> COUNT = ScalarTypes.integer(1);
  private static final ValueType<Integer> USERS = ScalarTypes.integer(0);
  private static final List<String> DISTRIBUTIONS = List.of("constant", "exponential", "lognormal");

  private static final String DURATION = "duration";
  private static final String RATE = "rate";
  private static final String CONCURRENCY = "concurrency";
  private static final String FROM = "from";
  private static final String TO = "to";
  private static final String BURST_SIZE = "burst_size";
  private static final String BURST_INTERVAL = "burst_interval";
  private static final String SECONDS = "seconds";
  private static final String MEAN = "mean";
  private static final String MEDIAN = "median";
  private static final String SIGMA = "sigma";
  private static final String MAX = "max";

  private TrafficTypes() {}

  private interface Reading<T> {
    @Nullable T read(Node node, Report report);
  }

  private record OfNode<T>(String expected, Reading<T> reading) implements ValueType<T> {
    @Override
    public @Nullable T read(Node node, Report report) {
      return reading.read(node, report);
    }
  }

  /** {@code rate_stages}: what rate of arrivals holds for how long. */
  static ValueType<RateProfile> rateStages() {
    String expected =
        "a list of {duration, rate} or {duration, from, to}, with burst_size and burst_interval,"
            + " such as [{duration: 30, rate: 5}, {duration: 60, from: 5, to: 50}]";
    return new OfNode<>(
        expected,
        (node, report) -> {
          List<Stage> stages =
              stages(node, report, expected, (item, to) -> rateStage(item, expected, to));
          if (stages == null) {
            return null;
          }
          List<Piece> pieces = new ArrayList<>();
          List<Bursts> bursts = new ArrayList<>();
          double start = 0;
          for (Stage stage : stages) {
            double end = start + stage.piece().seconds();
            pieces.add(stage.piece());
            if (stage.burstSize() > 0) {
              bursts.add(new Bursts(start, end, stage.burstSize(), stage.burstInterval()));
            }
            start = end;
          }
          Curve rate = new Curve(pieces);
          if (rate.peak() == 0 && bursts.isEmpty()) {
            report.expected(node, "a stage with a rate > 0 or bursts", "none");
            return null;
          }
          return new RateProfile(rate, bursts);
        });
  }

  /** {@code concurrency_stages}: how many users there are for how long. */
  static ValueType<Curve> concurrencyStages() {
    String expected =
        "a list of {duration, concurrency} or {duration, from, to}, such as"
            + " [{duration: 30, concurrency: 4}, {duration: 60, from: 4, to: 64}]";
    return new OfNode<>(
        expected,
        (node, report) -> {
          List<Piece> pieces =
              stages(node, report, expected, (item, to) -> usersStage(item, expected, to));
          if (pieces == null) {
            return null;
          }
          Curve curve = new Curve(pieces);
          if (curve.peak() < 1) {
            report.expected(node, "a stage with a concurrency of at least 1", "none");
            return null;
          }
          return curve;
        });
  }

  /** {@code rate_curve}: a file of points, read at once. */
  static ValueType<Curve> rateCurve() {
    String expected = "the path of a CSV of seconds,value";
    return new OfNode<>(
        expected,
        (node, report) -> {
          Path path = ScalarTypes.path().read(node, report);
          if (path == null) {
            return null;
          }
          int line = report.source().line(node);
          String place = report.source().place(report.key(), line) + ": ";
          Curve curve =
              CurveCsv.read(path, mistake -> report.problems().add(line, place + mistake));
          if (curve != null && curve.peak() == 0) {
            report.expected(node, "a CSV with a value > 0", "none in " + path);
            return null;
          }
          return curve;
        });
  }

  /** {@code think_time}: seconds, or how they are distributed. */
  static ValueType<ThinkTime> thinkTime() {
    return times(
        "seconds ≥ 0, or a map such as {distribution: lognormal, mean: 2, sigma: 0.5, max: 30}", 0);
  }

  /** {@code cancel_after}: the same, but never at once. */
  static ValueType<ThinkTime> cancelAfter() {
    return times(
        "seconds > 0, or a map such as {distribution: exponential, mean: 5}", Double.MIN_VALUE);
  }

  private static ValueType<ThinkTime> times(String expected, double least) {
    return new OfNode<>(
        expected,
        (node, report) -> {
          Node value = JsonTypes.mapInText(node);
          ThinkTime read;
          if (value instanceof MappingNode) {
            read = distribution(value, expected, report);
          } else {
            Double seconds = new Numbers(expected).read(value, report);
            read = seconds == null ? null : new ThinkTime.Constant(seconds);
          }
          if (read instanceof ThinkTime.Constant constant && constant.seconds() < least) {
            report.expected(node, expected);
            return null;
          }
          return read;
        });
  }

  /** {@code trace_window}: from where to where of a trace, in its seconds. */
  static ValueType<TraceWindow> traceWindow() {
    String expected = "[from, to] in seconds of the trace with 0 ≤ from < to, to may be inf";
    ValueType<Double> end = ScalarTypes.number("> 0", n -> n > 0);
    return new OfNode<>(
        expected,
        (node, report) -> {
          if (!(node instanceof SequenceNode list) || list.getValue().size() != 2) {
            report.expected(node, expected);
            return null;
          }
          Double from = FROM_0.read(list.getValue().get(0), report);
          Double to = end.read(list.getValue().get(1), report);
          if (from == null || to == null) {
            return null;
          }
          if (to <= from) {
            report.expected(node, expected, from + " and " + to);
            return null;
          }
          return new TraceWindow(from, to);
        });
  }

  /** Seconds, with the words for all that may stand in their place. */
  private record Numbers(String expected) implements ValueType<Double> {
    @Override
    public @Nullable Double read(Node node, Report report) {
      String text = Scalars.text(node);
      var real = text == null ? null : Scalars.real(text);
      if (real == null || real.signum() < 0 || Double.isInfinite(real.doubleValue())) {
        report.expected(node, expected);
        return null;
      }
      return real.doubleValue();
    }
  }

  /** A stage; a burst size of 0 for none. */
  private record Stage(Piece piece, int burstSize, double burstInterval) {}

  private static <T> @Nullable List<T> stages(
      Node node, Report report, String expected, Reading<T> stage) {
    if (!(node instanceof SequenceNode list) || list.getValue().isEmpty()) {
      report.expected(node, expected);
      return null;
    }
    List<T> stages = new ArrayList<>();
    for (Node item : list.getValue()) {
      T read = stage.read(item, report);
      if (read != null) {
        stages.add(read);
      }
    }
    return stages.size() < list.getValue().size() ? null : stages;
  }

  private static @Nullable Stage rateStage(Node node, String expected, Report report) {
    Fields fields =
        Fields.of(
            node, report, expected, names(DURATION, RATE, FROM, TO, BURST_SIZE, BURST_INTERVAL));
    if (fields == null) {
      return null;
    }
    boolean bursts = fields.has(BURST_SIZE) || fields.has(BURST_INTERVAL);
    boolean silent = bursts && !fields.has(RATE) && !fields.has(FROM) && !fields.has(TO);
    Piece piece =
        silent
            ? new Piece(fields.need(DURATION, ABOVE_0, 1.0), 0, 0)
            : piece(fields, RATE, FROM_0, 0.0);
    int size = bursts ? fields.need(BURST_SIZE, COUNT, 1) : 0;
    double interval = bursts ? fields.need(BURST_INTERVAL, ABOVE_0, 1.0) : 0;
    return fields.sound(new Stage(piece, size, interval));
  }

  private static @Nullable Piece usersStage(Node node, String expected, Report report) {
    Fields fields = Fields.of(node, report, expected, names(DURATION, CONCURRENCY, FROM, TO));
    return fields == null ? null : fields.sound(piece(fields, CONCURRENCY, USERS, 0));
  }

  /** By one value for its whole length, or by two for its ends. */
  private static <N extends Number> Piece piece(
      Fields fields, String level, ValueType<N> type, N absent) {
    double seconds = fields.need(DURATION, ABOVE_0, 1.0);
    if (fields.has(level) && (fields.has(FROM) || fields.has(TO))) {
      fields.mistake(level + ", or from and to", "both");
    } else if (!fields.has(level) && !fields.has(FROM) && !fields.has(TO)) {
      fields.mistake(level + ", or from and to", "neither");
    } else if (!fields.has(level)) {
      double from = fields.need(FROM, type, absent).doubleValue();
      return new Piece(seconds, from, fields.need(TO, type, absent).doubleValue());
    }
    double value = fields.or(level, type, absent).doubleValue();
    return new Piece(seconds, value, value);
  }

  private static @Nullable ThinkTime distribution(Node node, String expected, Report report) {
    Fields fields =
        Fields.of(node, report, expected, names("distribution", SECONDS, MEAN, MEDIAN, SIGMA, MAX));
    if (fields == null) {
      return null;
    }
    String kind = fields.need("distribution", ScalarTypes.choice(DISTRIBUTIONS, List.of()), "");
    double max = fields.or(MAX, ABOVE_0, ThinkTime.NO_MAX);
    return switch (kind) {
      case "constant" -> {
        only(fields, kind, SECONDS);
        yield fields.sound(new ThinkTime.Constant(fields.need(SECONDS, FROM_0, 0.0)));
      }
      case "exponential" -> {
        only(fields, kind, MEAN, MAX);
        yield fields.sound(new ThinkTime.Exponential(fields.need(MEAN, ABOVE_0, 1.0), max));
      }
      case "lognormal" -> {
        boolean byMedian = fields.has(MEDIAN);
        only(fields, kind, byMedian ? MEDIAN : MEAN, SIGMA, MAX);
        double sigma = fields.need(SIGMA, ABOVE_0, 1.0);
        double middle = fields.need(byMedian ? MEDIAN : MEAN, ABOVE_0, 1.0);
        yield fields.sound(
            byMedian
                ? Lognormal.ofMedian(middle, sigma, max)
                : Lognormal.ofMean(middle, sigma, max));
      }
      default -> null;
    };
  }

  private static void only(Fields fields, String kind, String... names) {
    for (String name : List.of(SECONDS, MEAN, MEDIAN, SIGMA, MAX)) {
      if (fields.has(name) && !List.of(names).contains(name)) {
        fields.mistake(String.join(", ", names) + " with distribution: " + kind, name);
      }
    }
  }

  private static Set<String> names(String... names) {
    return new TreeSet<>(List.of(names));
  }
}
