// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import llmbench.plan.Case;
import llmbench.plan.DatasetOptions;
import llmbench.plan.LoadSpec;
import llmbench.plan.LoadSpec.ArrivalSpec;
import llmbench.plan.LoadSpec.UserSpec;
import llmbench.plan.MultiTurnSpec;
import llmbench.plan.MultiTurnSpec.History;
import llmbench.plan.MultiTurnSpec.Limits;
import llmbench.plan.MultiTurnSpec.Sampling;
import llmbench.plan.TalkOutput;

/** How conversations and agent graphs are led. What goes with what is {@link TalkRules}' work. */
final class TalkReader {
  private final Values values;

  TalkReader(Values values) {
    this.values = values;
  }

  DatasetOptions options(DatasetKind kind) {
    String header = values.find(TalkKeys.SESSION_HEADER);
    if (kind == DatasetKind.AGENT_GRAPH) {
      return new DatasetOptions.AgentGraphs(values.find(TalkKeys.MAX_ACTIVE_GRAPHS), header);
    }
    return new DatasetOptions.MultiTurn(
        spec(),
        header,
        new TalkOutput(
            values.find(TalkKeys.OUTPUT_FILE),
            values.find(TalkKeys.STATS_JSON_OUTPUT),
            List.copyOf(values.get(TalkKeys.WARMUP_PERCENTAGES)),
            values.get(TalkKeys.EXCEL_OUTPUT),
            values.get(TalkKeys.PRINT_CONTENT),
            values.get(TalkKeys.VERBOSE)));
  }

  private MultiTurnSpec spec() {
    double rate = values.get(LoadKeys.REQUEST_RATE);
    int requests = requests(values);
    return new MultiTurnSpec(
        values.get(TalkKeys.NUM_CLIENTS),
        values.find(TalkKeys.MAX_ACTIVE_CONVERSATIONS),
        requests == Case.ALL ? null : Integer.valueOf(requests),
        values.find(TalkKeys.MAX_TURNS),
        Sampling.valueOf(upper(TalkKeys.CONVERSATION_SAMPLING)),
        Double.isInfinite(rate) ? 0 : rate,
        new Limits(values.get(TalkKeys.LIMIT_MIN_TOKENS), values.get(TalkKeys.LIMIT_MAX_TOKENS)),
        values.get(TalkKeys.WARMUP_STEP),
        !values.get(TalkKeys.NO_EARLY_STOP),
        values.get(TalkKeys.FINISH_ACTIVE_CONVERSATIONS),
        values.get(TalkKeys.VERIFY_OUTPUT),
        values.get(TalkKeys.SEND_CONVERSATION_ID),
        History.valueOf(upper(TalkKeys.HISTORY)),
        values.get(Keys.MAX_RETRIES),
        values.get(TalkKeys.REQUEST_TIMEOUT_SEC));
  }

  private String upper(Key<String> key) {
    return values.get(key).toUpperCase(Locale.ROOT);
  }

  /** Most requests of a case that has no number of its own: vLLM sends all there are. */
  static int requests(Values values) {
    Integer most = values.find(TalkKeys.MAX_NUM_REQUESTS);
    return most == null ? Case.ALL : most;
  }

  /**
   * When requests come beside what came before them: until a time is over, after a pause; graphs at
   * a rate.
   */
  static LoadSpec load(Values values, DatasetKind kind) {
    new TalkRules(values, kind).checkLoad();
    Duration asked = values.find(LoadKeys.DURATION);
    return new LoadSpec(
        new ArrivalSpec(
            kind == DatasetKind.AGENT_GRAPH ? values.get(LoadKeys.BURSTINESS) : 1,
            null,
            null,
            null,
            null),
        new UserSpec(null, values.find(LoadKeys.THINK_TIME)),
        asked == null || asked.isZero() ? null : asked,
        values.get(LoadKeys.GRACE_PERIOD),
        new ShapeReader(values, false).read());
  }
}
