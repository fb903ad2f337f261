// SPDX-License-Identifier: Apache-2.0
package llmbench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import llmbench.metrics.ConversationMetrics;
import llmbench.metrics.GraphMetrics;
import llmbench.plan.Case;
import llmbench.plan.DatasetOptions;
import llmbench.plan.DatasetOptions.AgentGraphs;
import llmbench.plan.DatasetOptions.MultiTurn;
import llmbench.plan.LoadSpec;
import llmbench.plan.MultiTurnSpec;
import llmbench.plan.TalkOutput;
import org.junit.jupiter.api.Test;

class TalkTextTest {
  private static final MultiTurn TALK = new MultiTurn(MultiTurnSpec.DEFAULT, null, TalkOutput.NONE);
  private static final DatasetOptions GRAPHS = new AgentGraphs(null, null);

  @Test
  void singleRequestsHaveNone() {
    assertThat(TalkText.of(new DatasetOptions.ShareGpt(), null, null)).isEmpty();
  }

  @Test
  void aTableForEachShareThatIsLeftOut() {
    ConversationMetrics none = new ConversationMetrics();
    assertThat(TalkText.of(TALK, none, null))
        .startsWith("Statistics summary:\nruntime_sec = 0.000\nrequests_per_sec = 0.000\n")
        .contains("\nttft_ms ");
    MultiTurn twice =
        new MultiTurn(
            MultiTurnSpec.DEFAULT,
            null,
            new TalkOutput(null, null, List.of(0.0, 12.5), false, false, false));
    assertThat(TalkText.of(twice, none, null))
        .contains("(assuming 0% warmup samples):", "(assuming 12% warmup samples):");
  }

  @Test
  void howLongTheWarmUpTookIsSaidWhereThereWasOne() {
    ConversationMetrics metrics = new ConversationMetrics();
    assertThat(TalkText.of(TALK, metrics, null)).doesNotContain("warmup_runtime_sec");
    metrics.warmedUpFor(1.25);
    assertThat(TalkText.of(TALK, metrics, null))
        .contains(
            """
            requests_per_sec = 0.000
            warmup_runtime_sec = 1.250
            total_runtime_incl_warmup_sec = 1.250
            """);
  }

  @Test
  void graphsBesideTheirCalls() {
    assertThat(TalkText.of(GRAPHS, null, GraphMetrics.of(List.of(), Map.of())))
        .startsWith("Graphs: 0 completed, 0 failed, 0 unfinished; calls: 0 completed")
        .contains("\ngraph_ms ", "\ncall_ms ");
  }

  @Test
  void whatIsAboutToBeginIsSaid() {
    Case talk = new Case(1, null, null, 4, Case.ALL).withGiven(15);
    assertThat(TalkText.before(TALK, LoadSpec.AT_ONCE, talk))
        .isEqualTo("Clients: 4\nMaximum active conversations: 4\nRequests at most: 15\n");
    Case graphs = new Case(1, null, null, null, Case.ALL).withGiven(9);
    assertThat(TalkText.before(GRAPHS, LoadSpec.AT_ONCE, graphs))
        .isEqualTo(
            """
            Maximum active graphs: all
            Maximum request concurrency: None
            Requests at most: 9
            """);
    assertThat(TalkText.before(new AgentGraphs(3, null), LoadSpec.AT_ONCE, graphs.withRate(2.5)))
        .isEqualTo(
            """
            Graphs come at times of their own.
            Traffic request rate: 2.5
            Burstiness factor: 1.0 (Poisson process)
            Maximum request concurrency: None
            Maximum active graphs: 3
            Requests at most: 9
            """);
  }
}
