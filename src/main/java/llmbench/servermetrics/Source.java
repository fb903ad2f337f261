// SPDX-License-Identifier: Apache-2.0
package llmbench.servermetrics;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a quantity is found in an exposition.
 *
 * @param name the metric's name; of a histogram without {@code _bucket}
 * @param label a label that a series must have; null for all series
 * @param labelValue the label's value
 * @param factor from the exporter's unit to ours
 */
record Source(String name, @Nullable String label, String labelValue, double factor) {
  private static final Pattern NOTATION =
      Pattern.compile("([^{*]+)(?:\\{([^=]+)=([^}]+)})?(?:\\*(.+))?");

  /** From {@code name{label=value}*factor}; label and factor may be left out. */
  static Source of(String notation) {
    Matcher matcher = NOTATION.matcher(notation);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(notation);
    }
    String value = matcher.group(3);
    String factor = matcher.group(4);
    return new Source(
        matcher.group(1),
        matcher.group(2),
        value == null ? "" : value,
        factor == null ? 1 : Double.parseDouble(factor));
  }

  /** Its series there, with that ending of the name; empty if there is none. */
  List<Sample> in(Exposition exposition, String suffix) {
    List<Sample> all = exposition.named(name + suffix);
    return label == null ? all : all.stream().filter(s -> has(s.labels())).toList();
  }

  private boolean has(Map<String, String> labels) {
    return labelValue.equals(labels.get(label));
  }

  /** As in the exposition: {@code name} or {@code name{label="value"}}. */
  String shown() {
    return label == null ? name : name + "{" + label + "=\"" + labelValue + "\"}";
  }
}
