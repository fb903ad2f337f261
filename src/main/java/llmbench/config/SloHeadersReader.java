// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import llmbench.plan.SloHeaders;
import org.jspecify.annotations.Nullable;

/** {@code slo_headers} and what belongs to it. */
final class SloHeadersReader {
  private static final String PREFIX = "x-slo-";

  private final Values values;

  SloHeadersReader(Values values) {
    this.values = values;
  }

  @Nullable SloHeaders read() {
    if (!values.get(WorkloadKeys.SLO_HEADERS)) {
      for (Key<?> key :
          List.of(
              WorkloadKeys.SLO_UNIT,
              WorkloadKeys.SLO_TTFT_HEADER,
              WorkloadKeys.SLO_TPOT_HEADER,
              WorkloadKeys.SLO_E2EL_HEADER)) {
        Object value = values.find(key);
        if (value != null
            && !value.equals(key.defaultValue())
            && values.sound(WorkloadKeys.SLO_HEADERS)) {
          values.mistake(key, "slo_headers: true beside it", "none");
        }
      }
      return null;
    }
    String unit = values.get(WorkloadKeys.SLO_UNIT);
    String ttft = values.find(WorkloadKeys.SLO_TTFT_HEADER);
    String tpot = values.find(WorkloadKeys.SLO_TPOT_HEADER);
    String e2el = values.find(WorkloadKeys.SLO_E2EL_HEADER);
    SloHeaders headers =
        new SloHeaders(
            SloHeaders.Unit.valueOf(unit.toUpperCase(Locale.ROOT)),
            ttft == null ? PREFIX + "ttft-" + unit : ttft,
            tpot == null ? PREFIX + "tpot-" + unit : tpot,
            e2el);
    checkNames(headers);
    checkLimits();
    return headers;
  }

  private void checkNames(SloHeaders headers) {
    Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    names.add(headers.ttft());
    boolean different = names.add(headers.tpot());
    different &= headers.e2el() == null || names.add(headers.e2el());
    if (!different) {
      values.mistake(
          WorkloadKeys.SLO_HEADERS, "a header of its own for each limit", "one name for two");
    }
    List<KeyValues.Pair> others = values.find(TargetKeys.HEADER);
    if (others != null && others.stream().anyMatch(pair -> names.contains(pair.key()))) {
      values.mistake(TargetKeys.HEADER, "no header that slo_headers sends", "one of them");
    }
  }

  /** There must be something to tell. */
  private void checkLimits() {
    boolean rows = DatasetKind.of(values).rowsMayHaveLimits();
    if (!values.given(Keys.GOODPUT) && !WorkloadsReader.given(values) && !rows) {
      values.mistake(
          WorkloadKeys.SLO_HEADERS,
          "limits to send: goodput, workloads with goodput, or a data set whose rows have slo",
          "none");
    }
  }
}
