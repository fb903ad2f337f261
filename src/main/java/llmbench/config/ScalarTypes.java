// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import java.math.BigDecimal;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.DoublePredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/** The types whose value is one scalar. */
final class ScalarTypes {
  private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000L);

  /** The longest time-out: a week. */
  private static final BigDecimal MOST_SECONDS = BigDecimal.valueOf(604_800);

  private static final BigDecimal LEAST_SECONDS = new BigDecimal("0.001");

  private static final Pattern LENGTH = Pattern.compile("([^a-z]{1,40}?)\\s*(ms|s|m|h|)");
  private static final Map<String, BigDecimal> NANOS_OF =
      Map.of(
          "ms", BigDecimal.valueOf(1_000_000L),
          "s", NANOS,
          "m", BigDecimal.valueOf(60_000_000_000L),
          "h", BigDecimal.valueOf(3_600_000_000_000L));
  private static final BigDecimal LEAST_SLICE = BigDecimal.valueOf(100_000_000L);
  private static final BigDecimal MOST_SLICE = BigDecimal.valueOf(86_400_000_000_000L);

  private ScalarTypes() {}

  /** A scalar whose text a function turns into a value, or into null where it is wrong. */
  private record OfText<T>(String expected, boolean isFlag, Function<String, @Nullable T> parser)
      implements ValueType<T> {
    @Override
    public @Nullable T read(Node node, Report report) {
      String text = Scalars.text(node);
      T value = text == null ? null : parser.apply(text);
      if (value == null) {
        report.expected(node, expected);
      }
      return value;
    }
  }

  static <T> ValueType<T> ofText(String expected, Function<String, @Nullable T> parser) {
    return new OfText<>(expected, false, parser);
  }

  /** True or false. */
  static ValueType<Boolean> flag() {
    return new OfText<>("true or false", true, Scalars::flag);
  }

  /** Any text but an empty one. */
  static ValueType<String> text() {
    return text("text", text -> !text.isBlank());
  }

  static ValueType<String> text(String expected, Predicate<String> rule) {
    return ofText(expected, text -> rule.test(text) ? text : null);
  }

  /** One of some words; those that vLLM has besides are refused by name. */
  static ValueType<String> choice(List<String> built, List<String> unbuilt) {
    String expected = "one of " + String.join(", ", built);
    ValueType<String> type = text(built.size() == 1 ? built.get(0) : expected, built::contains);
    return new ValueType<>() {
      @Override
      public String expected() {
        return type.expected();
      }

      @Override
      public @Nullable String read(Node node, Report report) {
        String text = Scalars.text(node);
        if (text != null && unbuilt.contains(text)) {
          report.expected(node, expected(), Found.describe(node) + ", which is not built yet");
          return null;
        }
        return type.read(node, report);
      }
    };
  }

  static ValueType<Integer> integer(int least) {
    return integer(least, Integer.MAX_VALUE).map(Long::intValue);
  }

  static LongType integer(long least, long most) {
    String range = most == Integer.MAX_VALUE ? " ≥ " + least : " from " + least + " to " + most;
    return new LongType("an integer" + range, least, most);
  }

  /** A whole number within bounds. */
  record LongType(String expected, long least, long most) implements ValueType<Long> {
    @Override
    public @Nullable Long read(Node node, Report report) {
      String text = Scalars.text(node);
      Long value = text == null ? null : Scalars.integer(text);
      if (value == null || value < least || value > most) {
        report.expected(node, expected);
        return null;
      }
      return value;
    }

    <T> ValueType<T> map(Function<Long, T> function) {
      LongType type = this;
      return new ValueType<>() {
        @Override
        public String expected() {
          return type.expected();
        }

        @Override
        public @Nullable T read(Node node, Report report) {
          Long value = type.read(node, report);
          return value == null ? null : function.apply(value);
        }
      };
    }
  }

  /**
   * A finite number, {@code inf} only where the rule lets it pass.
   *
   * @param range ends the words "a number …"
   */
  static ValueType<Double> number(String range, DoublePredicate rule) {
    return ofText(
        "a number " + range,
        text -> {
          BigDecimal real = Scalars.real(text);
          if (real == null) {
            return Scalars.infinite(text) && rule.test(Double.POSITIVE_INFINITY)
                ? Double.valueOf(Double.POSITIVE_INFINITY)
                : null;
          }
          double value = real.doubleValue();
          return !Double.isInfinite(value) && rule.test(value) ? Double.valueOf(value) : null;
        });
  }

  /**
   * Seconds, 0 for none. Less than a millisecond would become none on the way, so it is refused.
   */
  static ValueType<Duration> seconds() {
    return ofText(
        "seconds, 0 (none) or from 0.001 to 604800",
        text -> {
          BigDecimal seconds = Scalars.real(text);
          if (seconds == null || seconds.compareTo(MOST_SECONDS) > 0) {
            return null;
          }
          return seconds.signum() == 0 || seconds.compareTo(LEAST_SECONDS) >= 0
              ? Duration.ofNanos(seconds.multiply(NANOS).longValue())
              : null;
        });
  }

  /** The length of a slice of time, with or without a unit; seconds without. 0 for none. */
  static ValueType<Duration> slice() {
    return ofText(
        "a length such as 10s, 500ms or 2m, 0 (none) or from 100ms to 24h",
        text -> {
          Matcher length = LENGTH.matcher(text);
          BigDecimal number = length.matches() ? Scalars.real(length.group(1)) : null;
          if (number == null) {
            return null;
          }
          BigDecimal unit = NANOS_OF.getOrDefault(length.group(2), NANOS);
          BigDecimal nanos = number.multiply(unit);
          boolean within = nanos.compareTo(LEAST_SLICE) >= 0 && nanos.compareTo(MOST_SLICE) <= 0;
          return nanos.signum() == 0 || within ? Duration.ofNanos(nanos.longValue()) : null;
        });
  }

  /** A path in the file system, relative to the folder of the run. */
  /** A path that stays below the folder it is taken from. */
  static ValueType<Path> pathBelow() {
    return ofText(
        "a path below result_dir, without ..", text -> below(text) ? Path.of(text) : null);
  }

  /** Whether a path is relative and does not lead out of the folder it is taken from. */
  static boolean below(String text) {
    try {
      Path path = Path.of(text);
      return !text.isBlank()
          && !path.isAbsolute()
          && path.getRoot() == null
          && !path.normalize().startsWith("..")
          && !path.normalize().toString().isEmpty();
    } catch (InvalidPathException e) {
      return false;
    }
  }

  static ValueType<Path> path() {
    return ofText(
        "a path",
        text -> {
          try {
            return text.isBlank() ? null : Path.of(text);
          } catch (InvalidPathException e) {
            return null;
          }
        });
  }
}
