// SPDX-License-Identifier: Apache-2.0
package llmbench.plan;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Request headers that tell a server or gateway the limits of each request. Names and units are
 * those of inference-perf ({@code slo_unit}, {@code slo_ttft_header}, {@code slo_tpot_header} in
 * {@code inference_perf/config/apis/config.py}; {@code process_request} in {@code
 * client/modelserver/openai_client.py}).
 *
 * @param unit of the values
 * @param ttft the header's name
 * @param tpot the header's name
 * @param e2el the header's name; null to send none, as inference-perf has none
 */
public record SloHeaders(Unit unit, String ttft, String tpot, @Nullable String e2el) {

  /** What a value counts. */
  public enum Unit {
    /** Seconds. */
    S(-3),
    /** Milliseconds. */
    MS(0),
    /** Microseconds. */
    US(3);

    private final int digits;

    Unit(int digits) {
      this.digits = digits;
    }
  }

  /** The headers of a request with these limits; empty where none of them has a header. */
  public Map<String, String> of(Slo slo) {
    Map<String, String> headers = new LinkedHashMap<>();
    put(headers, ttft, slo.ttftMillis());
    put(headers, tpot, slo.tpotMillis());
    put(headers, e2el, slo.e2elMillis());
    return headers;
  }

  private void put(Map<String, String> headers, @Nullable String name, @Nullable Double millis) {
    if (name != null && millis != null) {
      BigDecimal value = BigDecimal.valueOf(millis).movePointRight(unit.digits);
      headers.put(name, value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString());
    }
  }
}
