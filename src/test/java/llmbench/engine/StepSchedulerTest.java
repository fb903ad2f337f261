// SPDX-License-Identifier: Apache-2.0
package llmbench.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StepSchedulerTest {
  private static final CostModel COST = new CostModel(8, 0.25, 0.02);
  private static final CostModel UNIT = new CostModel(1, 0, 0);

  @Test
  void oneRequestPaysItsPrefillThenOneStepPerToken() {
    VirtualEngine engine = new VirtualEngine(32, 2048, COST, 0, false);
    VirtualEngine.Client client = engine.submit(256, 3);
    engine.runAll();
    // First step: 8 + 0.25 + 256 × 0.02 = 13.37 ms; then 8 + 0.25 per token.
    assertThat(client.tokenMillis).containsExactly(13.37, 21.62, 29.87);
  }

  @Test
  void aStepServesAllRunningSequencesAtOnce() {
    VirtualEngine engine = new VirtualEngine(32, 2048, COST, 0, false);
    VirtualEngine.Client first = engine.submit(100, 2);
    VirtualEngine.Client second = engine.submit(50, 2);
    engine.runAll();
    // 8 + 2 × 0.25 + 150 × 0.02 = 11.5; then 8.5.
    assertThat(first.tokenMillis).containsExactly(11.5, 20.0);
    assertThat(second.tokenMillis).isEqualTo(first.tokenMillis);
  }

  @Test
  void moreConcurrencyGivesMoreThroughputUntilTheSeatsAreFullAndThenHigherTtft() {
    double[] throughput = new double[7];
    double[] meanTtft = new double[7];
    for (int i = 0; i < 7; i++) {
      VirtualEngine engine = new VirtualEngine(8, 2048, COST, 0, false);
      int concurrency = 1 << i;
      List<VirtualEngine.Client> clients = engine.closedLoop(concurrency, concurrency * 8, 64, 32);
      throughput[i] = clients.size() * 32 / engine.nowMillis();
      meanTtft[i] =
          clients.stream().mapToDouble(VirtualEngine.Client::ttft).average().orElseThrow();
    }
    // Up to 8 seats each doubling nearly doubles the throughput ...
    for (int i = 1; i <= 3; i++) {
      assertThat(throughput[i]).isGreaterThan(1.6 * throughput[i - 1]);
      assertThat(meanTtft[i]).isLessThan(2 * meanTtft[i - 1]);
    }
    // ... beyond, it buys nothing, and requests wait.
    for (int i = 4; i <= 6; i++) {
      assertThat(throughput[i]).isCloseTo(throughput[3], within(0.05 * throughput[3]));
      assertThat(meanTtft[i]).isGreaterThan(1.7 * meanTtft[i - 1]);
    }
  }

  @Test
  void aLongPromptIsPrefilledInPiecesWithinTheBudget() {
    VirtualEngine engine = new VirtualEngine(4, 100, UNIT, 0, false);
    VirtualEngine.Client client = engine.submit(250, 1);
    engine.runAll();
    assertThat(engine.prefills).containsExactly(100, 100, 50);
    assertThat(client.tokenMillis).containsExactly(3.0);
  }

  @Test
  void runningSequencesComeBeforeWaitingPrompts() {
    VirtualEngine engine = new VirtualEngine(4, 100, UNIT, 0, false);
    VirtualEngine.Client decoding = engine.submit(10, 5);
    engine.step();
    engine.submit(150, 1);
    engine.runAll();
    // The budget of 100 is 1 for the decode and 99 for the prompt.
    assertThat(engine.prefills).startsWith(10, 99, 51);
    assertThat(decoding.tokenMillis).containsExactly(1.0, 2.0, 3.0, 4.0, 5.0);
  }

  @Test
  void seatsAreGivenFirstComeFirstServed() {
    VirtualEngine engine = new VirtualEngine(1, 100, UNIT, 0, false);
    VirtualEngine.Client first = engine.submit(10, 2);
    VirtualEngine.Client second = engine.submit(10, 2);
    VirtualEngine.Client third = engine.submit(10, 2);
    engine.step();
    assertThat(engine.scheduler.running()).isEqualTo(1);
    assertThat(engine.scheduler.waiting()).isEqualTo(2);
    engine.runAll();
    assertThat(List.of(first.ttft(), second.ttft(), third.ttft())).containsExactly(1.0, 3.0, 5.0);
  }

  @Test
  void aKnownPrefixCostsNoPrefill() {
    VirtualEngine engine = new VirtualEngine(4, 1000, COST, 0, true);
    VirtualEngine.Client cold = engine.submit(VirtualEngine.prompt(7, 100), 1);
    engine.runAll();
    VirtualEngine.Client warm = engine.submit(VirtualEngine.prompt(7, 100), 1);
    engine.runAll();
    // 6 full blocks of 16 are known; the other 4 tokens are computed.
    assertThat(cold.sequence.cachedTokens()).isZero();
    assertThat(warm.sequence.cachedTokens()).isEqualTo(96);
    assertThat(engine.prefills).containsExactly(100, 4);
    assertThat(engine.scheduler.prefixQueries()).isEqualTo(200);
    assertThat(engine.scheduler.prefixHits()).isEqualTo(96);
  }

  @Test
  void aPromptKnownToItsLastTokenStillComputesItsLastBlock() {
    VirtualEngine engine = new VirtualEngine(4, 1000, COST, 0, true);
    engine.submit(VirtualEngine.prompt(7, 96), 1);
    engine.runAll();
    VirtualEngine.Client warm = engine.submit(VirtualEngine.prompt(7, 96), 1);
    engine.runAll();
    assertThat(warm.sequence.cachedTokens()).isEqualTo(80);
  }

  @Test
  void withoutPrefixCachingEveryPromptIsComputed() {
    VirtualEngine engine = new VirtualEngine(4, 1000, COST, 0, false);
    engine.submit(VirtualEngine.prompt(7, 100), 1);
    engine.runAll();
    engine.submit(VirtualEngine.prompt(7, 100), 1);
    engine.runAll();
    assertThat(engine.prefills).containsExactly(100, 100);
  }

  @Test
  void aRequestWaitsUntilItsPromptFitsTheBlocks() {
    VirtualEngine engine = new VirtualEngine(4, 1000, UNIT, 4, false);
    engine.submit(48, 3);
    VirtualEngine.Client waits = engine.submit(32, 1);
    engine.runAll();
    // The first takes all 4 blocks from its second step on and has ended after three.
    assertThat(waits.tokenMillis).containsExactly(4.0);
    assertThat(engine.scheduler.preemptions()).isZero();
  }

  @Test
  void whereBlocksRunOutTheLastIsPreemptedAndComputedAgain() {
    VirtualEngine engine = new VirtualEngine(4, 1000, UNIT, 4, false);
    VirtualEngine.Client first = engine.submit(31, 4);
    VirtualEngine.Client last = engine.submit(31, 4);
    engine.runAll();
    // Both fill two blocks; the third token of each needs a third block, and only one gets it.
    assertThat(engine.scheduler.preemptions()).isEqualTo(1);
    assertThat(first.tokenMillis).containsExactly(1.0, 2.0, 3.0, 4.0);
    assertThat(last.tokenMillis).containsExactly(1.0, 2.0, 5.0, 6.0);
    assertThat(engine.prefills).contains(33);
    assertThat(engine.scheduler.kvUsage()).isZero();
  }

  @Test
  void anAbortedRequestFreesItsSeatAndBlocks() {
    VirtualEngine engine = new VirtualEngine(1, 1000, UNIT, 8, false);
    VirtualEngine.Client leaves = engine.submit(32, 50);
    VirtualEngine.Client next = engine.submit(32, 1);
    engine.step();
    engine.scheduler.abort(leaves.sequence);
    engine.runAll();
    assertThat(leaves.tokenMillis).hasSize(1);
    assertThat(next.tokenMillis).containsExactly(2.0);
    assertThat(engine.scheduler.kvUsage()).isZero();
  }

  @Test
  void aRequestAbortedOnItsWayTakesNoSeat() {
    VirtualEngine engine = new VirtualEngine(1, 1000, UNIT, 0, false);
    VirtualEngine.Client gone = new VirtualEngine.Client(new int[] {1}, 5, 0);
    engine.scheduler.abort(gone.sequence);
    engine.scheduler.add(gone.sequence);
    assertThat(engine.scheduler.schedule()).isNull();
  }

  @Test
  void anIdleSchedulerPlansNothing() {
    assertThat(new VirtualEngine(1, 1, UNIT, 0, false).scheduler.schedule()).isNull();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void whateverComesEveryoneGetsAllTokensWithinTheLimits(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int seats = random.nextInt(1, 6);
    int budget = random.nextInt(1, 80);
    VirtualEngine engine =
        new VirtualEngine(seats, budget, UNIT, random.nextInt(8, 20), random.nextBoolean());
    List<VirtualEngine.Client> clients = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      int[] prompt = VirtualEngine.prompt(random.nextInt(4), random.nextInt(1, 64));
      clients.add(engine.submit(prompt, random.nextInt(1, 64)));
      for (int steps = random.nextInt(6); steps > 0; steps--) {
        engine.step();
        assertThat(engine.scheduler.running()).isLessThanOrEqualTo(seats);
        assertThat(engine.scheduler.kvUsage()).isBetween(0.0, 1.0);
      }
    }
    engine.runAll();
    assertThat(engine.largestStep).isLessThanOrEqualTo(budget);
    assertThat(clients)
        .allSatisfy(
            client -> {
              assertThat(client.tokenMillis)
                  .hasSize(client.asked)
                  .isSorted()
                  .doesNotHaveDuplicates();
            });
    assertThat(engine.scheduler.kvUsage()).isZero();
  }
}
