// SPDX-License-Identifier: Apache-2.0
package llmbench.traffic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A schedule as lines of text, by which another run repeats it to the last bit.
 *
 * <pre>
 * # llmbench arrivals, seconds from the start of the case
 * # seed: 0
 * # request_rate: 10.0
 * 0.08461732528689968
 * 0.2181478012823995
 * </pre>
 *
 * @param head what the schedule is: texts of one line by name, in order; empty for nothing
 * @param arrivals at least one
 */
public record ArrivalFile(Map<String, String> head, Arrivals arrivals) {
  private static final String TITLE = "# llmbench arrivals, seconds from the start of the case";
  private static final String COMMENT = "#";
  private static final String COLON = ": ";
  private static final int MOST_SHOWN = 20;
  private static final int LONGEST_SHOWN = 40;
  private static final int FIRST_ROOM = 1024;

  /**
   * Takes a copy of the head.
   *
   * @throws IllegalArgumentException if a name or a text of the head cannot be read back
   */
  public ArrivalFile {
    Map<String, String> copy = new LinkedHashMap<>(head);
    copy.forEach(
        (name, text) -> {
          if (name.isBlank()
              || name.contains(COLON)
              || !name.equals(name.strip())
              || !text.equals(text.strip())
              || (name + text).chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                "expected a name and a text of one line, found " + name + " and " + text);
          }
        });
    head = Collections.unmodifiableMap(copy);
  }

  /** The lines, without their ends. */
  public Stream<String> lines() {
    return Stream.of(
            Stream.of(TITLE),
            head.entrySet().stream().map(entry -> "# " + entry.getKey() + COLON + entry.getValue()),
            IntStream.range(0, arrivals.size()).mapToObj(i -> Double.toString(arrivals.seconds(i))))
        .flatMap(lines -> lines);
  }

  /**
   * Reads lines as {@link #lines()} gives them, or as others may have written them: empty lines are
   * passed over, and so are comments without a name and a colon.
   *
   * @param name of the file, for messages
   * @throws TrafficException with all mistakes, a line each; also if there is no offset
   */
  public static ArrivalFile read(String name, Iterator<String> lines) {
    Map<String, String> head = new LinkedHashMap<>();
    Mistakes mistakes = new Mistakes(name);
    double[] seconds = new double[FIRST_ROOM];
    int size = 0;
    double before = 0;
    for (int number = 1; lines.hasNext(); number++) {
      String line = lines.next().strip();
      if (line.startsWith(COMMENT)) {
        keep(head, line.substring(1).strip());
      } else if (!line.isEmpty()) {
        double next = number(line);
        if (!(next >= before)) {
          mistakes.add(number, before, line);
        } else {
          before = next;
          if (size == seconds.length) {
            seconds = Arrays.copyOf(seconds, size + size / 2);
          }
          seconds[size++] = next;
        }
      }
    }
    mistakes.throwIfAny();
    if (size == 0) {
      throw new TrafficException(name + ": expected an offset in seconds a line, found none");
    }
    return new ArrivalFile(head, Arrivals.of(seconds, size));
  }

  private static void keep(Map<String, String> head, String comment) {
    int colon = comment.indexOf(COLON);
    if (colon > 0) {
      head.put(comment.substring(0, colon).strip(), comment.substring(colon + 2).strip());
    }
  }

  /** NaN for what is no finite decimal number, among them what only Java takes for one. */
  private static double number(String line) {
    for (int i = 0; i < line.length(); i++) {
      if ("0123456789.eE+-".indexOf(line.charAt(i)) < 0) {
        return Double.NaN;
      }
    }
    try {
      double value = Double.parseDouble(line);
      return Double.isInfinite(value) ? Double.NaN : value;
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  private static final class Mistakes {
    private final String name;
    private final List<String> shown = new ArrayList<>();
    private int count;

    Mistakes(String name) {
      this.name = name;
    }

    void add(int number, double before, String line) {
      if (count++ < MOST_SHOWN) {
        String found =
            line.length() > LONGEST_SHOWN ? line.substring(0, LONGEST_SHOWN) + "…" : line;
        shown.add(
            name + ":" + number + ": expected seconds ≥ " + before + ", found \"" + found + '"');
      }
    }

    void throwIfAny() {
      if (count > MOST_SHOWN) {
        shown.add(name + ": " + (count - MOST_SHOWN) + " more lines are wrong");
      }
      if (count > 0) {
        throw new TrafficException(String.join("\n", shown));
      }
    }
  }
}
