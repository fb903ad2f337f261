// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import llmbench.plan.Case;
import llmbench.plan.DatasetOptions.AgentGraphs;
import llmbench.plan.DatasetOptions.MultiTurn;
import llmbench.plan.LoadSpec;
import llmbench.plan.MultiTurnSpec;
import llmbench.plan.MultiTurnSpec.History;
import llmbench.plan.MultiTurnSpec.Limits;
import llmbench.plan.MultiTurnSpec.Sampling;
import llmbench.plan.Plan;
import llmbench.plan.TalkOutput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TalkReaderTest {
  private static final String TALK = "dataset_name: multi_turn\ndataset_path: a.json\n";
  private static final String GRAPHS = "dataset_name: agent_graph\ndataset_path: a.jsonl\n";

  private static MultiTurn talk(Plan plan) {
    return (MultiTurn) plan.dataset().options();
  }

  @Test
  void defaultsAreVllms() {
    Plan plan = Configs.plan(TALK);
    assertThat(talk(plan)).isEqualTo(new MultiTurn(MultiTurnSpec.DEFAULT, null, TalkOutput.NONE));
    assertThat(plan.cases()).containsExactly(new Case(1, null, null, 1, Case.ALL));
    assertThat(plan.cases().get(0).name()).isEqualTo("mc1_npall");
    assertThat(plan.load()).isEqualTo(LoadSpec.AT_ONCE);
    assertThat(plan.open(plan.cases().get(0))).isFalse();
    assertThat(plan.plainBatch(plan.cases().get(0))).isFalse();
    assertThat(plan.dataset().ignoresEos()).isFalse();
  }

  @Test
  void eachOptionIsTaken() {
    Plan plan =
        Configs.plan(
            TALK
                + """
                num_clients: 4
                max_active_conversations: 8
                max_num_requests: 100
                max_turns: 6
                conversation_sampling: random
                request_rate: 2.5
                limit_min_tokens: 3
                limit_max_tokens: 9
                warmup_step: true
                no_early_stop: true
                finish_active_conversations: true
                verify_output: true
                send_conversation_id: true
                history: dataset
                max_retries: 2
                request_timeout_sec: 7
                session_header: X-Talk
                output_file: said.json
                stats_json_output: turns.json
                warmup_percentages: 0%, 12.5%
                excel_output: true
                print_content: true
                verbose: true
                """);
    assertThat(talk(plan))
        .isEqualTo(
            new MultiTurn(
                new MultiTurnSpec(
                    4,
                    8,
                    100,
                    6,
                    Sampling.RANDOM,
                    2.5,
                    new Limits(3, 9),
                    true,
                    false,
                    true,
                    true,
                    true,
                    History.DATASET,
                    2,
                    7),
                "X-Talk",
                new TalkOutput(
                    Path.of("said.json"),
                    Path.of("turns.json"),
                    List.of(0.0, 12.5),
                    true,
                    true,
                    true)));
    assertThat(plan.cases())
        .as("the rate is each client's, not the case's")
        .containsExactly(new Case(1, null, null, 4, 100));
  }

  @Test
  void aPairOfConcurrencyAndPromptsIsClientsAndRequests() {
    Plan plan = Configs.plan(TALK + "concurrency_prompts: [[1, 10], [4, 40]]\nmax_turns: 4");
    assertThat(plan.cases()).extracting(Case::name).containsExactly("mc1_np10", "mc4_np40");
    MultiTurnSpec second = talk(plan).specOf(plan.cases().get(1));
    assertThat(second.numClients()).isEqualTo(4);
    assertThat(second.maxNumRequests()).isEqualTo(40);
    assertThat(second.maxTurns()).isEqualTo(4);
    assertThat(Configs.plan(TALK + "max_concurrency: 3\nnum_prompts: 9").cases())
        .containsExactly(new Case(1, null, null, 3, 9));
  }

  @Test
  void theIdsHeaderIsVllmsUnlessNamed() {
    assertThat(talk(Configs.plan(TALK)).sessionHeader()).isNull();
    assertThat(talk(Configs.plan(TALK + "send_conversation_id: true")).sessionHeader())
        .isEqualTo("X-Session-ID");
  }

  @Test
  void graphsRunAsManyAtOnceAsCallsMayBeInFlight() {
    Plan plan = Configs.plan(GRAPHS + "concurrency_prompts: [[4, 40]]\nduration: 5");
    AgentGraphs graphs = (AgentGraphs) plan.dataset().options();
    assertThat(graphs.activeIn(plan.cases().get(0))).isEqualTo(4);
    assertThat(plan.load().duration()).isEqualTo(Duration.ofSeconds(5));
    assertThat(plan.dataset().ignoresEos()).isTrue();
    Plan all = Configs.plan(GRAPHS);
    assertThat(((AgentGraphs) all.dataset().options()).activeIn(all.cases().get(0)))
        .isEqualTo(Integer.MAX_VALUE);
    assertThat(all.cases().get(0).name()).isEqualTo("mcinf_npall");
    Plan some = Configs.plan(GRAPHS + "max_active_graphs: 2\nmax_concurrency: 9");
    assertThat(((AgentGraphs) some.dataset().options()).activeIn(some.cases().get(0))).isEqualTo(2);
  }

  @Test
  void graphsComeAtARateWhichMaxConcurrencyDoesNotCap() {
    Plan plan =
        Configs.plan(
            GRAPHS + "request_rate: 2.5\nburstiness: .inf\nmax_concurrency: 4\nduration: 5");
    Case timed = plan.cases().get(0);
    assertThat(timed.name()).isEqualTo("mc4_npall_rr2.5");
    assertThat(plan.load().arrivals().burstiness()).isInfinite();
    AgentGraphs graphs = (AgentGraphs) plan.dataset().options();
    assertThat(graphs.activeIn(timed)).isEqualTo(Integer.MAX_VALUE);
    Plan capped = Configs.plan(GRAPHS + "request_rate: 2.5\nmax_active_graphs: 3");
    assertThat(((AgentGraphs) capped.dataset().options()).activeIn(capped.cases().get(0)))
        .isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          num_clients: 2; max_concurrency: 3           | num_clients
          max_num_requests: 2; num_prompts: 3          | max_num_requests
          num_clients: 2; concurrency_prompts: [[1,1]] | num_clients
          limit_max_tokens: 5                          | limit_max_tokens
          limit_min_tokens: 5                          | limit_min_tokens
          limit_min_tokens: 6; limit_max_tokens: 5     | limit_min_tokens
          warmup_percentages: 100%                     | warmup_percentages
          backend: openai                              | backend
          backend: vllm-pooling                        | backend
          backend: anthropic                           | backend
          backend: ollama; send_conversation_id: true  | send_conversation_id
          input_output: [[1, 2]]                       | input_output
          output_len: 5                                | output_len
          num_warmups: 1                               | num_warmups
          save_requests: true                          | save_requests
          check_answers: number                        | check_answers
          request_timeout: 5                           | request_timeout
          tokenizer: server                            | tokenizer
          rate_stages: [{duration: 1, rate: 2}]        | rate_stages
          concurrency_stages: [{duration: 1, concurrency: 2}] | concurrency_stages
          ramp_up_strategy: linear                     | ramp_up_strategy
          self_timed: true                             | self_timed
          burstiness: 2                                | burstiness
          think_time: 1; request_rate: 2               | think_time
          grace_period: 2                              | grace_period
          max_active_graphs: 2                         | max_active_graphs
          session_header: a b                          | session_header
          """)
  void whatDoesNotGoWithConversationsIsRefused(String yaml, String key) {
    assertThat(Configs.problems(TALK + yaml.replace("; ", "\n")))
        .singleElement()
        .asString()
        .startsWith("config.yaml:")
        .contains(" " + key + ": expected ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          num_clients: 2      | num_clients
          history: dataset    | history
          output_file: a.json | output_file
          burstiness: 2       | burstiness
          rate_stages: [{duration: 1, rate: 2}] | rate_stages
          request_rate: 2; stop_on_saturation: true | stop_on_saturation
          think_time: 2       | think_time
          backend: tgi        | backend
          """)
  void whatDoesNotGoWithGraphsIsRefused(String yaml, String key) {
    assertThat(Configs.problems(GRAPHS + yaml.replace("; ", "\n")))
        .singleElement()
        .asString()
        .contains(" " + key + ": expected ");
  }

  @Test
  void singleRequestsHaveNoUseForThem() {
    assertThat(Configs.problems("session_header: X\nverify_output: true\nmax_active_graphs: 1"))
        .hasSize(3)
        .allMatch(problem -> problem.contains("which has no use for it"));
    assertThat(
            Configs.problems(
                "dataset_mix: [{dataset_name: multi_turn, dataset_path: a.json, weight: 1}]"))
        .singleElement()
        .asString()
        .contains("a set of single requests");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "find: {goals: ['failures < 1%'], from: 1, to: 9}",
        "cancel_ratio: 0.5\ncancel_after_tokens: 2",
        "warmup_phase: {num_prompts: 4, concurrency: 2}",
        "cooldown_phase: {num_prompts: 4, concurrency: 2}"
      })
  void whatIsNotForConversations(String lines) {
    assertThat(Configs.problems(TALK + lines))
        .contains(
            "config.yaml:3 "
                + lines.substring(0, lines.indexOf(':'))
                + ": expected no such key with dataset_name: multi_turn, whose requests come when"
                + " those before have ended, found it");
  }

  @Test
  void theShapeOfALoadHoldsForConversationsToo() {
    LoadSpec load = Configs.plan(TALK + "prefill_concurrency: 3\nmax_tokens_total: 9").load();
    assertThat(load.shape().prefillConcurrency()).isEqualTo(3);
    assertThat(load.shape().stops().maxTokensTotal()).isEqualTo(9);
  }
}
