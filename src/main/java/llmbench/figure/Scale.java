// SPDX-License-Identifier: Apache-2.0
package llmbench.figure;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How values lie along an axis. */
enum Scale {
  /** Evenly. */
  LINEAR,
  /** By their logarithm; only what is above 0 is drawn. */
  LOG,
  /** By their square root; only what is not below 0 is drawn. */
  SQRT;

  /**
   * Reads its name.
   *
   * @param name null for an even one
   * @param problems where a mistake goes
   */
  static Scale of(String option, @Nullable String name, List<String> problems) {
    for (Scale scale : values()) {
      if (name == null || scale.name().equalsIgnoreCase(name)) {
        return scale;
      }
    }
    problems.add(option + ": expected linear, log or sqrt, found \"" + name + "\"");
    return LINEAR;
  }

  boolean draws(double value) {
    return switch (this) {
      case LINEAR -> true;
      case LOG -> value > 0;
      case SQRT -> value >= 0;
    };
  }

  /** A value's place, linear along the axis. */
  double place(double value) {
    return switch (this) {
      case LINEAR -> value;
      case LOG -> Math.log10(value);
      case SQRT -> Math.sqrt(Math.max(0, value));
    };
  }

  /** The value at a place. */
  double value(double place) {
    return switch (this) {
      case LINEAR -> place;
      case LOG -> Math.pow(10, place);
      case SQRT -> Math.max(0, place) * Math.max(0, place);
    };
  }
}
