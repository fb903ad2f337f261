// SPDX-License-Identifier: Apache-2.0
package llmbench.gate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import llmbench.results.RunOutcome;

/**
 * What came of a gate.
 *
 * @param checks case by case, those of each in the order of the rules, {@code not worse} last
 */
public record GateReport(List<GateCheck> checks) {
  /** Copies the list. */
  public GateReport {
    checks = List.copyOf(checks);
  }

  /** Those that did not hold. */
  public List<GateCheck> failed() {
    return checks.stream().filter(check -> !check.passed()).toList();
  }

  /**
   * {@link RunOutcome#OK}, {@link RunOutcome#SUSPECT} if all that failed are rules {@code not
   * suspect}, else {@link RunOutcome#GATE_FAILED}.
   */
  public RunOutcome outcome() {
    List<GateCheck> failed = failed();
    if (failed.isEmpty()) {
      return RunOutcome.OK;
    }
    return failed.stream().allMatch(GateCheck::suspicion)
        ? RunOutcome.SUSPECT
        : RunOutcome.GATE_FAILED;
  }

  /** In one sentence: "2 of 12 checks failed". */
  public String summary() {
    int failed = failed().size();
    return failed == 0
        ? "all " + checks.size() + " checks passed"
        : failed + " of " + checks.size() + " checks failed";
  }

  /** For {@code status.json}. */
  public Map<String, Object> members() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("outcome", outcome().key());
    members.put("checks", checks.size());
    members.put("failed", failed().stream().map(GateReport::members).toList());
    return Map.of("gate", members);
  }

  static Map<String, Object> members(GateCheck check) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("case", check.caseName());
    members.put("rule", check.rule());
    members.put("message", check.message());
    return members;
  }
}
