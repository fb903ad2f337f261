// SPDX-License-Identifier: Apache-2.0
package llmbench.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import llmbench.dataset.graph.AgentCall;
import llmbench.dataset.graph.AgentGraph;
import llmbench.session.GraphRun.Ready;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GraphRunTest {
  private static AgentCall call(String id, double tool, double delay, String... parents) {
    return new AgentCall(id, List.of(parents), tool, delay, List.of(), null, 5, 5, null);
  }

  private static List<String> ids(List<Ready> ready) {
    return ready.stream().map(each -> each.call().id() + "+" + each.waitSeconds()).toList();
  }

  @Test
  void aCallIsReadyWhenItsLastParentIsDone() {
    GraphRun run =
        new GraphRun(
            new AgentGraph(
                "g",
                List.of(
                    call("end", 0, 0.5, "left", "right", "left"),
                    call("plan", 0, 0.25),
                    call("left", 1, 0.5, "plan"),
                    call("right", 2, 0, "plan"))));
    assertThat(run.ended()).isFalse();
    assertThat(ids(run.start())).containsExactly("plan+0.25");
    assertThat(ids(run.done("plan"))).containsExactly("left+1.5", "right+2.0");
    assertThat(ids(run.done("right"))).isEmpty();
    assertThat(run.tally()).isEqualTo(new GraphRun.Tally(2, 0, 0, 2));
    assertThat(ids(run.done("left"))).containsExactly("end+0.5");
    assertThat(ids(run.done("end"))).isEmpty();
    assertThat(run.ended()).isTrue();
    assertThat(run.tally().completed()).isTrue();
  }

  @Test
  void whatWaitsForAFailedCallIsNotRunAndTheRestGoesOn() {
    GraphRun run =
        new GraphRun(
            new AgentGraph(
                "g",
                List.of(
                    call("a", 0, 0),
                    call("b", 0, 0),
                    call("of a", 0, 0, "a"),
                    call("of both", 0, 0, "a", "b"),
                    call("last", 0, 0, "of both", "of a"),
                    call("of b", 0, 0, "b"))));
    run.start();
    assertThat(run.failed("a")).isEqualTo(3);
    assertThat(ids(run.done("b"))).containsExactly("of b+0.0");
    assertThat(run.failed("of b")).isZero();
    assertThat(run.ended()).isTrue();
    assertThat(run.tally()).isEqualTo(new GraphRun.Tally(1, 2, 3, 0));
    assertThat(run.tally().completed()).isFalse();
  }

  @Test
  void callsEndOnce() {
    GraphRun run =
        new GraphRun(new AgentGraph("g", List.of(call("a", 0, 0), call("b", 0, 0, "a"))));
    assertThatThrownBy(() -> run.done("a")).hasMessageContaining("not under way");
    run.start();
    assertThatThrownBy(run::start).hasMessageContaining("has begun");
    assertThatThrownBy(() -> run.done("b")).hasMessageContaining("call b is not under way");
    run.done("a");
    assertThatThrownBy(() -> run.failed("a")).hasMessageContaining("not under way");
    assertThatThrownBy(() -> run.done("z")).hasMessageContaining("not under way");
  }

  @Test
  void aGraphThatCannotEndIsNoGraph() {
    assertThatThrownBy(
            () -> new AgentGraph("g", List.of(call("a", 0, 0, "b"), call("b", 0, 0, "a"))))
        .hasMessageContaining("circle");
  }

  /** Whatever fails: each call is sent once, after all its parents, and all are accounted for. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void callsAddUp(long seed) {
    Random random = new Random(seed);
    List<AgentCall> calls = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      String[] parents =
          random
              .ints(random.nextInt(4), 0, Math.max(1, i))
              .filter(parent -> !calls.isEmpty())
              .mapToObj(parent -> "c" + parent)
              .toArray(String[]::new);
      calls.add(call("c" + i, 0, 0, parents));
    }
    GraphRun run = new GraphRun(new AgentGraph("g", calls));
    List<Ready> ready = new ArrayList<>(run.start());
    Set<String> done = new HashSet<>();
    Set<String> sent = new HashSet<>();
    int notRun = 0;
    while (!ready.isEmpty()) {
      AgentCall call = ready.remove(random.nextInt(ready.size())).call();
      assertThat(done).containsAll(call.parents());
      assertThat(sent.add(call.id())).isTrue();
      if (seed > 1 && random.nextInt(20) == 0) {
        notRun += run.failed(call.id());
      } else {
        done.add(call.id());
        ready.addAll(run.done(call.id()));
      }
    }
    assertThat(run.ended()).isTrue();
    assertThat(run.tally())
        .isEqualTo(new GraphRun.Tally(done.size(), sent.size() - done.size(), notRun, 0));
    assertThat(sent.size() + notRun).isEqualTo(60);
    assertThat(seed > 1 || sent.size() == 60).isTrue();
  }
}
