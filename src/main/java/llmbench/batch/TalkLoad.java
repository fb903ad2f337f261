// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import llmbench.dataset.Dataset;
import llmbench.dataset.DatasetException;
import llmbench.dataset.GraphRequests;
import llmbench.dataset.conversation.Conversation;
import llmbench.dataset.conversation.ConversationRequests;
import llmbench.dataset.conversation.GeneratorSpec;
import llmbench.dataset.graph.AgentGraph;
import llmbench.gatling.SessionLoad;
import llmbench.plan.Case;
import llmbench.plan.DatasetOptions;
import llmbench.plan.MultiTurnSpec;
import llmbench.plan.Plan;
import llmbench.tokenizer.Tokenizer;
import org.jspecify.annotations.Nullable;

/** The conversations or graphs of each case of a plan. */
final class TalkLoad {
  private final Plan plan;
  private final Dataset dataset;
  private final Tokenizer tokenizer;

  TalkLoad(Plan plan, Dataset dataset, Tokenizer tokenizer) {
    this.plan = plan;
    this.dataset = dataset;
    this.tokenizer = tokenizer;
  }

  static TalkLoad of(Setup setup) {
    return new TalkLoad(setup.plan(), setup.dataset(), setup.tokenizer());
  }

  /**
   * What drives a case; null where prompts stand for themselves.
   *
   * @throws DatasetException if the data cannot be read
   */
  @Nullable SessionLoad of(Case benchCase) {
    DatasetOptions options = plan.dataset().options();
    long seed = plan.seedOf(benchCase);
    if (options instanceof DatasetOptions.MultiTurn turns) {
      return new SessionLoad.Conversations(
          conversations(seed), turns.specOf(benchCase), seed, tokenizer::count);
    }
    if (options instanceof DatasetOptions.AgentGraphs graphs) {
      return new SessionLoad.Graphs(graphs(benchCase), graphs.activeIn(benchCase), null);
    }
    return null;
  }

  private List<Conversation> conversations(long seed) {
    return ((ConversationRequests) dataset).conversations(seed, tokenizer).list();
  }

  /** vLLM's parameters of a case's conversations; empty where they were not made. */
  Map<String, String> generator(Case benchCase) {
    if (!(dataset instanceof ConversationRequests requests)) {
      return Map.of();
    }
    GeneratorSpec by = requests.conversations(plan.seedOf(benchCase), tokenizer).generator();
    return by == null ? Map.of() : by.parameters();
  }

  private List<AgentGraph> graphs(Case benchCase) {
    return ((GraphRequests) dataset).graphs(benchCase.numPrompts());
  }

  /** Requests that such a load sends at most. */
  static int requests(SessionLoad load) {
    if (load instanceof SessionLoad.Graphs graphs) {
      return graphs.list().stream().mapToInt(graph -> graph.calls().size()).sum();
    }
    SessionLoad.Conversations talk = (SessionLoad.Conversations) load;
    MultiTurnSpec spec = talk.spec();
    long turns = talk.list().stream().mapToLong(each -> turns(each, spec)).sum();
    Integer share = spec.requestsPerClient();
    return (int)
        Math.min(
            Integer.MAX_VALUE - 1L,
            share == null ? turns : Math.min(turns, (long) share * spec.numClients()));
  }

  private static int turns(Conversation conversation, MultiTurnSpec spec) {
    Integer most = spec.maxTurns(); // messages
    int all = conversation.turns();
    int turns = most == null ? all : Math.min(all, (most + 1) / 2);
    return spec.warmupStep() ? turns - 1 : turns;
  }

  /**
   * Looks at what each case will need, before anything is sent.
   *
   * @throws DatasetException with all that is wrong
   */
  void check() {
    DatasetOptions options = plan.dataset().options();
    if (!options.inSessions()) {
      return;
    }
    Set<String> problems = new LinkedHashSet<>();
    List<String> ids = new ArrayList<>();
    for (Case benchCase : plan.cases()) {
      SessionLoad load = of(benchCase);
      if (load instanceof SessionLoad.Conversations talk) {
        problems.addAll(talk.spec().problems(talk.list().size()));
        talk.list().forEach(each -> ids.add(each.id()));
      } else if (load instanceof SessionLoad.Graphs graphs) {
        graphs.list().forEach(each -> ids.add(each.id()));
      }
    }
    String header = options.sessionHeader();
    if (header != null) {
      ids.stream()
          .filter(id -> id.isBlank() || !id.chars().allMatch(c -> c >= ' ' && c <= '~'))
          .findFirst()
          .ifPresent(
              id ->
                  problems.add(
                      "session_header: expected ids of printable ASCII, which a header can carry,"
                          + " found another one in "
                          + plan.dataset().path()));
    }
    if (!problems.isEmpty()) {
      throw new DatasetException(String.join("\n", problems));
    }
  }
}
