// SPDX-License-Identifier: Apache-2.0
package llmbench.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which faults strike which generation requests, counted from 1 in the order of their reading. A
 * rule is {@code WHICH:FAULT}, such as {@code 2:http 500} or {@code every 5:reset after 10}; all
 * rules that fit a request strike it, in the order given. {@code docs/engine.md} lists all.
 */
final class FaultScript {
  private static final Pattern WHICH =
      Pattern.compile("(\\*)|(\\d+)|(\\d+)-(\\d+)|(first|every|from) (\\d+)");

  private final List<Rule> rules;

  private FaultScript(List<Rule> rules) {
    this.rules = rules;
  }

  /**
   * Reads the rules.
   *
   * @throws IllegalArgumentException naming the first bad rule and what is known
   */
  static FaultScript parse(List<String> notation) {
    List<Rule> rules = new ArrayList<>();
    for (String rule : notation) {
      int colon = rule.indexOf(':');
      Matcher which = WHICH.matcher(colon < 0 ? "" : rule.substring(0, colon).strip());
      if (!which.matches()) {
        throw new IllegalArgumentException(
            "engine fault '"
                + rule
                + "': expected WHICH:FAULT, where WHICH is *, N, N-M, first N, from N or every N"
                + " (requests count from 1); e.g. '2:http 500'");
      }
      String fault = rule.substring(colon + 1).strip();
      rules.add(new Rule(selector(which), FaultNotation.parse(rule, fault)));
    }
    return new FaultScript(rules);
  }

  private static IntPredicate selector(Matcher which) {
    if (which.group(1) != null) {
      return order -> true;
    }
    if (which.group(2) != null) {
      int only = number(which.group(2));
      return order -> order == only;
    }
    if (which.group(3) != null) {
      int from = number(which.group(3));
      int to = number(which.group(4));
      return order -> order >= from && order <= to;
    }
    int n = number(which.group(6));
    return switch (which.group(5)) {
      case "first" -> order -> order <= n;
      case "from" -> order -> order >= n;
      default -> order -> n > 0 && order % n == 0;
    };
  }

  private static int number(String digits) {
    return digits.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(digits);
  }

  /** What strikes request {@code order}; mostly nothing. */
  List<Fault> faultsOf(int order) {
    List<Fault> faults = new ArrayList<>(0);
    for (Rule rule : rules) {
      if (rule.which.test(order)) {
        faults.add(rule.fault);
      }
    }
    return faults;
  }

  private record Rule(IntPredicate which, Fault fault) {}
}
