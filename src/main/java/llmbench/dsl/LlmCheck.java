// SPDX-License-Identifier: Apache-2.0
package llmbench.dsl;

import java.util.Locale;
import java.util.function.ToDoubleFunction;
import llmbench.gatling.StepCheck;
import llmbench.gatling.StreamResult;
import org.jspecify.annotations.Nullable;

/**
 * A condition on a completed request, or a session attribute to keep one of its measures in. A
 * condition that does not hold makes the request a KO of Gatling's. Made of a {@link Measure}.
 */
public final class LlmCheck {
  private final StepCheck check;

  private LlmCheck(StepCheck check) {
    this.check = check;
  }

  /** The same for the step. */
  StepCheck check() {
    return check;
  }

  private record Condition(Measure measure, boolean atMost, double bound) implements StepCheck {
    @Override
    public @Nullable String failure(StreamResult result) {
      double value = value(result);
      boolean holds = atMost ? value <= bound : value >= bound;
      return holds
          ? null
          : String.format(
              Locale.ROOT,
              "%s: expected %s %s, found %s",
              measure.name,
              atMost ? "at most" : "at least",
              bound,
              value);
    }

    @Override
    public @Nullable String attribute() {
      return null;
    }

    @Override
    public double value(StreamResult result) {
      return measure.of.applyAsDouble(result);
    }
  }

  private record Kept(Measure measure, String attribute) implements StepCheck {
    @Override
    public @Nullable String failure(StreamResult result) {
      return null;
    }

    @Override
    public double value(StreamResult result) {
      return measure.of.applyAsDouble(result);
    }
  }

  /** One number of a request, on which checks are built. */
  public static final class Measure {
    private final String name;
    private final ToDoubleFunction<StreamResult> of;

    Measure(String name, ToDoubleFunction<StreamResult> of) {
      this.name = name;
      this.of = of;
    }

    /** Holds if the measure is there and at most {@code bound}. */
    public LlmCheck lte(double bound) {
      return new LlmCheck(new Condition(this, true, bound));
    }

    /** Holds if the measure is there and at least {@code bound}. */
    public LlmCheck gte(double bound) {
      return new LlmCheck(new Condition(this, false, bound));
    }

    /** Puts the measure into that session attribute, as a Double; NaN if it is not there. */
    public LlmCheck saveAs(String attribute) {
      return new LlmCheck(new Kept(this, attribute));
    }
  }
}
