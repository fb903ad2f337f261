// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import llmbench.plan.Slo;
import org.jspecify.annotations.Nullable;

/**
 * A row's own limits, in milliseconds: {@code "slo": {"ttft": 200, "tpot": 50, "e2el": 5000}}, at
 * least one of them.
 */
final class RowLimits {
  private static final String SLO = "slo";
  private static final String TTFT = "ttft";
  private static final String TPOT = "tpot";
  private static final String E2EL = "e2el";

  private RowLimits() {}

  /**
   * Those of a row; null without.
   *
   * @throws DatasetException if they are not what they should be
   */
  static @Nullable Slo of(JsonPlace row) {
    JsonPlace place = row.at(SLO);
    if (!place.present()) {
      return null;
    }
    if (!place.node().isObject() || place.node().isEmpty()) {
      throw place.unexpected("milliseconds by metric, such as {\"ttft\": 200, \"tpot\": 50}");
    }
    for (Iterator<String> names = place.node().fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!List.of(TTFT, TPOT, E2EL).contains(name)) {
        throw place.unexpected("limits of ttft, tpot and e2el", name);
      }
    }
    return new Slo(limit(place.at(TTFT)), limit(place.at(TPOT)), limit(place.at(E2EL)));
  }

  private static @Nullable Double limit(JsonPlace place) {
    return place.node().isMissingNode() ? null : (Double) place.number();
  }

  /** Writes them into a row; nothing for null. */
  static void write(JsonGenerator row, @Nullable Slo slo) throws IOException {
    if (slo == null) {
      return;
    }
    row.writeObjectFieldStart(SLO);
    write(row, TTFT, slo.ttftMillis());
    write(row, TPOT, slo.tpotMillis());
    write(row, E2EL, slo.e2elMillis());
    row.writeEndObject();
  }

  private static void write(JsonGenerator row, String name, @Nullable Double millis)
      throws IOException {
    if (millis != null) {
      row.writeNumberField(name, millis);
    }
  }
}
