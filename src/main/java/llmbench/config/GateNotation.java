// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import llmbench.plan.GateRule;
import llmbench.plan.GateRule.Relation;
import llmbench.plan.Metric;
import llmbench.plan.ResultKeys;
import org.jspecify.annotations.Nullable;

/**
 * How a rule of a gate is written:
 *
 * <pre>
 * rule     = [ cases ":" ] ( limit | "not suspect" | "not worse" [ "by" share ] | "steady" )
 * limit    = key relation value
 * relation = "<" | "<=" | ">" | ">=" | "==" | "!="
 * value    = number | [ number "*" ] "baseline" | "baseline" "*" number | "true" | "false"
 * </pre>
 *
 * A number before or after {@code *} may be in per cent. Cases are a name with {@code *} and {@code
 * ?}.
 */
final class GateNotation {
  static final Pattern SELECTOR = Pattern.compile("[A-Za-z0-9_.*?-]{1,200}");
  static final String CASES =
      "names of cases with * and ?, such as io256x256_mc*, before the colon";

  private static final Pattern WORSE = Pattern.compile("not\\s+worse(?:\\s+by\\s+(.*))?");
  private static final Pattern LIMIT =
      Pattern.compile("([^\\s<>=!]+)\\s*(<=|>=|==|!=|<|>|=<|=>|=|≤|≥)\\s*(.*)");
  private static final String EXAMPLE = "a rule such as p99_ttft_ms < 500";
  private static final String VALUE =
      "a number, true, false, or a multiple of the baseline's figure such as 0.95 * baseline";

  private GateNotation() {}

  /**
   * A rule, or what is wrong.
   *
   * @param rule null for a mistake
   * @param expected ends the words "expected …"; empty without a mistake
   * @param found what is there instead
   */
  record Read(@Nullable GateRule rule, String expected, String found) {
    private static Read of(GateRule rule) {
      return new Read(rule, "", "");
    }

    private static Read mistake(String expected, String found) {
      return new Read(null, expected, found.isEmpty() ? "nothing" : Found.quote(found));
    }
  }

  /**
   * Reads a rule.
   *
   * @param cases that it is for, said before; null where the text may say it
   */
  static Read read(String written, @Nullable String cases) {
    String text = written.strip();
    int colon = text.indexOf(':');
    if (colon >= 0) {
      String selector = text.substring(0, colon).strip();
      if (cases != null || !SELECTOR.matcher(selector).matches()) {
        return Read.mistake(cases != null ? "a rule without a colon" : CASES, text);
      }
      return rule(text.substring(colon + 1).strip(), selector);
    }
    return rule(text, cases);
  }

  private static Read rule(String written, @Nullable String cases) {
    String text = written.replaceAll("\\s+", " ");
    if (text.equals("not suspect")) {
      return Read.of(new GateRule.NotSuspect(text, cases));
    }
    if (text.equals("steady")) {
      return Read.of(new GateRule.Steady(text, cases));
    }
    Matcher worse = WORSE.matcher(text);
    if (worse.matches()) {
      String by = worse.group(1);
      Double threshold = by == null ? Double.valueOf(0.05) : GoalNotation.share(by.strip());
      return threshold == null
          ? Read.mistake("a share such as 5% after \"not worse by\"", String.valueOf(by))
          : Read.of(new GateRule.NotWorse(text, cases, threshold));
    }
    if (text.startsWith("not ")) {
      return Read.mistake("not suspect or not worse", text);
    }
    Matcher limit = LIMIT.matcher(text);
    if (!limit.matches()) {
      return text.isEmpty() || text.contains(" ") || !ResultKeys.known(text)
          ? Read.mistake(EXAMPLE + ", \"not suspect\", \"not worse\" or \"steady\"", text)
          : Read.mistake("<, <=, >, >=, == or != and a limit after " + text, "");
    }
    return limit(text, cases, limit.group(1), limit.group(2), limit.group(3).strip());
  }

  private static Read limit(
      String text, @Nullable String cases, String key, String sign, String value) {
    if (!ResultKeys.known(key)) {
      return new Read(
          null,
          "a figure of the result (see docs/metrics.md)",
          Found.quote(key) + "; the nearest known is " + nearest(key));
    }
    Relation relation =
        Arrays.stream(Relation.values())
            .filter(each -> each.sign().equals(sign))
            .findFirst()
            .orElse(null);
    if (relation == null) {
      return Read.mistake("<, <=, >, >=, == or != after " + key, sign);
    }
    if (value.equals("true") || value.equals("false")) {
      boolean equal = relation == Relation.EQUAL;
      return equal || relation == Relation.OTHER
          ? Read.of(new GateRule.Truth(text, cases, key, equal, value.equals("true")))
          : Read.mistake("== or != before " + value, sign);
    }
    BigDecimal number = Scalars.real(value);
    if (number != null) {
      return Read.of(new GateRule.Limit(text, cases, key, relation, number.doubleValue(), false));
    }
    Double factor = factor(value);
    return factor == null
        ? Read.mistake(VALUE + " after " + key + " " + sign, value)
        : Read.of(new GateRule.Limit(text, cases, key, relation, factor, true));
  }

  /** Of {@code baseline}, {@code 0.95 * baseline} or {@code baseline * 95%}; null for another. */
  private static @Nullable Double factor(String value) {
    if (value.equals("baseline")) {
      return 1.0;
    }
    String[] parts = value.split("\\*", -1);
    if (parts.length != 2) {
      return null;
    }
    String left = parts[0].strip();
    String right = parts[1].strip();
    String number = right.equals("baseline") ? left : left.equals("baseline") ? right : "";
    boolean percent = number.endsWith("%");
    BigDecimal factor =
        Scalars.real(percent ? number.substring(0, number.length() - 1).strip() : number);
    if (factor == null) {
      return null;
    }
    return (percent ? factor.movePointLeft(2) : factor).doubleValue();
  }

  private static String nearest(String key) {
    List<String> known = new ArrayList<>(ResultKeys.FIXED);
    Matcher ranked = Pattern.compile("(p[0-9.]+)_.*").matcher(key);
    for (Metric metric : Metric.values()) {
      for (String statistic :
          List.of("mean", "median", "std", "p99", ranked.matches() ? ranked.group(1) : "p90")) {
        known.add(statistic + "_" + metric.key() + "_ms");
      }
    }
    return Collections.min(known, Comparator.comparingInt(each -> EditDistance.between(key, each)));
  }
}
