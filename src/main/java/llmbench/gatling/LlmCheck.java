// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * A condition on a completed request, or a session attribute to keep one of its measures in. A
 * condition that does not hold makes the request a KO of Gatling's.
 */
public final class LlmCheck {
  private final Measure measure;
  private final String relation;
  private final double bound;
  private final @Nullable String attribute;

  private LlmCheck(Measure measure, String relation, double bound, @Nullable String attribute) {
    this.measure = measure;
    this.relation = relation;
    this.bound = bound;
    this.attribute = attribute;
  }

  /** What is wrong; null if nothing. */
  @Nullable String failure(LlmResult result) {
    double value = measure.of.applyAsDouble(result);
    boolean holds =
        switch (relation) {
          case "at most" -> value <= bound;
          case "at least" -> value >= bound;
          default -> true;
        };
    return holds
        ? null
        : String.format(
            Locale.ROOT, "%s: expected %s %s, found %s", measure.name, relation, bound, value);
  }

  /** The attribute to keep the measure in; null if this is a condition. */
  @Nullable String attribute() {
    return attribute;
  }

  double value(LlmResult result) {
    return measure.of.applyAsDouble(result);
  }

  /** One number of a request, on which checks are built. */
  public static final class Measure {
    private final String name;
    private final ToDoubleFunction<LlmResult> of;

    Measure(String name, ToDoubleFunction<LlmResult> of) {
      this.name = name;
      this.of = of;
    }

    /** Holds if the measure is there and at most {@code bound}. */
    public LlmCheck lte(double bound) {
      return new LlmCheck(this, "at most", bound, null);
    }

    /** Holds if the measure is there and at least {@code bound}. */
    public LlmCheck gte(double bound) {
      return new LlmCheck(this, "at least", bound, null);
    }

    /** Puts the measure into that session attribute, as a Double; NaN if it is not there. */
    public LlmCheck saveAs(String attribute) {
      return new LlmCheck(this, "saved", 0, attribute);
    }
  }
}
