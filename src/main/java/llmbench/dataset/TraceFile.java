// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rows of a trace, of which the first ones are asked for. */
interface TraceFile {
  /** The first rows, in the file's order; fewer where there are no more. */
  List<TraceRow> first(int count);

  /**
   * JSON lines of Mooncake ({@code timestamp} in milliseconds) and of Bailian (in seconds), which
   * name the rest alike: {@code input_length}, {@code output_length}, {@code hash_ids}.
   */
  static TraceFile hashed(JsonLines lines, double secondsPerUnit) {
    return count -> {
      int[] taken = IntStream.range(0, Math.min(lines.size(), count)).toArray();
      List<TraceRow> rows = new ArrayList<>();
      try (Stream<JsonPlace> places = lines.rows(taken)) {
        for (Iterator<JsonPlace> each = places.iterator(); each.hasNext(); ) {
          JsonPlace row = each.next();
          rows.add(
              new TraceRow(
                  row.at("timestamp").number() * secondsPerUnit,
                  row.at("input_length").wholeNumber(1),
                  row.at("output_length").wholeNumber(1),
                  hashes(row.at("hash_ids"))));
        }
      }
      return rows;
    };
  }

  private static List<String> hashes(JsonPlace place) {
    JsonPlace list = place.list(0);
    List<String> hashes = new ArrayList<>();
    for (int i = 0; i < list.node().size(); i++) {
      hashes.add(hash(list.at(i)));
    }
    return hashes;
  }

  /** What stands for a block: a number or a text. */
  static String hash(JsonPlace place) {
    @Nullable String text =
        place.node().isIntegralNumber() || place.node().isTextual() ? place.node().asText() : null;
    if (text == null) {
      throw place.unexpected("an integer or a string");
    }
    return text;
  }
}
