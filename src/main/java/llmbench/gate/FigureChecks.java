// SPDX-License-Identifier: Apache-2.0
package llmbench.gate;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import llmbench.compare.Side;
import llmbench.config.NearestName;
import llmbench.plan.GateRule;
import llmbench.results.StoredResult;
import org.jspecify.annotations.Nullable;

/** Rules on single members of one result. */
final class FigureChecks {
  private static final MathContext DIGITS = new MathContext(6);

  private final @Nullable Side baseline;

  FigureChecks(@Nullable Side baseline) {
    this.baseline = baseline;
  }

  GateCheck check(GateRule rule, StoredResult run) {
    if (rule instanceof GateRule.Limit limit) {
      return limit(limit, run);
    }
    if (rule instanceof GateRule.Truth truth) {
      return truth(truth, run);
    }
    return rule instanceof GateRule.NotSuspect ? suspect(rule, run) : steady(rule, run);
  }

  private GateCheck limit(GateRule.Limit rule, StoredResult run) {
    JsonNode value = run.at(rule.key());
    if (!value.isNumber()) {
      return check(rule, run, false, missing(rule.key(), value, run));
    }
    double figure = value.doubleValue();
    double limit = rule.factor();
    String shown = plain(limit);
    if (rule.ofBaseline()) {
      OptionalDouble before = baseline(rule.key(), run.cell());
      if (before.isEmpty()) {
        return check(
            rule,
            run,
            false,
            rule.key() + " is " + plain(figure) + ", and the baseline has none of this case");
      }
      limit *= before.getAsDouble();
      shown =
          plain(limit) + " (" + plain(rule.factor()) + " × " + plain(before.getAsDouble()) + ")";
    }
    return check(
        rule,
        run,
        rule.relation().holds(figure, limit),
        rule.key() + " is " + plain(figure) + ", limit " + rule.relation().sign() + " " + shown);
  }

  /** The mean of the baseline's runs. */
  private OptionalDouble baseline(String key, String cell) {
    List<StoredResult> runs = baseline == null ? null : baseline.cases().get(cell);
    return runs == null
        ? OptionalDouble.empty()
        : runs.stream()
            .map(run -> run.at(key))
            .filter(JsonNode::isNumber)
            .mapToDouble(JsonNode::doubleValue)
            .average();
  }

  private static GateCheck truth(GateRule.Truth rule, StoredResult run) {
    JsonNode value = run.at(rule.key());
    if (!value.isBoolean()) {
      return check(rule, run, false, missing(rule.key(), value, run));
    }
    return check(
        rule,
        run,
        rule.equal() == (value.booleanValue() == rule.value()),
        rule.key() + " is " + value.booleanValue());
  }

  private static GateCheck suspect(GateRule rule, StoredResult run) {
    JsonNode found = run.own().path("suspect");
    if (!found.isArray()) {
      return new GateCheck(
          run.name(), rule.text(), false, false, "the result has no llmbench.suspect");
    }
    List<String> reasons = new ArrayList<>();
    found.forEach(reason -> reasons.add(reason.asText()));
    return new GateCheck(
        run.name(),
        rule.text(),
        reasons.isEmpty(),
        true,
        reasons.isEmpty() ? "nothing speaks against the figures" : String.join("; ", reasons));
  }

  private static GateCheck steady(GateRule rule, StoredResult run) {
    JsonNode steady = run.own().path("steady");
    if (!steady.path("found").isBoolean()) {
      return check(rule, run, false, "the result has no llmbench.steady");
    }
    boolean found = steady.path("found").asBoolean();
    return check(
        rule,
        run,
        found,
        found ? "a steady window was found" : steady.path("reason").asText("no steady window"));
  }

  private static String missing(String key, JsonNode value, StoredResult run) {
    if (!value.isMissingNode()) {
      return "the result's "
          + key
          + " is "
          + (value.isValueNode() ? value.asText() : "no single value");
    }
    return "the result has no "
        + key
        + NearestName.of(key, run.paths())
            .map(name -> "; the nearest it has is " + name)
            .orElse("");
  }

  private static GateCheck check(GateRule rule, StoredResult run, boolean passed, String message) {
    return new GateCheck(run.name(), rule.text(), passed, false, message);
  }

  private static String plain(double number) {
    if (!Double.isFinite(number)) {
      return String.valueOf(number).toLowerCase(Locale.ROOT);
    }
    BigDecimal exact = BigDecimal.valueOf(number);
    BigDecimal shown = exact.precision() > DIGITS.getPrecision() ? exact.round(DIGITS) : exact;
    return shown.stripTrailingZeros().toPlainString();
  }
}
