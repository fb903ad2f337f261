// SPDX-License-Identifier: Apache-2.0
package llmbench.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import llmbench.plan.EngineSpec;
import org.junit.jupiter.api.Test;

class VirtualRunTest {
  private static final int NO_CAP = Integer.MAX_VALUE;

  @Test
  void anIdleEngineStartsWhenARequestComes() {
    VirtualAnswer answer =
        VirtualRun.run(spec(8, 10, 0.5, 0.1), List.of(at(3_000_000, 20, 3)), NO_CAP).get(0);
    // 10 + 0.5 + 20 × 0.1 = 12.5 ms, then 10.5 ms a token.
    assertThat(answer.sentNanos()).isEqualTo(3_000_000);
    assertThat(answer.tokenNanos()).containsExactly(15_500_000, 26_000_000, 36_500_000);
    assertThat(answer.ttftNanos()).isEqualTo(12_500_000);
    assertThat(answer.e2elNanos()).isEqualTo(33_500_000);
    assertThat(answer.tpotNanos()).isEqualTo(10_500_000);
  }

  @Test
  void whatComesDuringAStepWaitsForItsEnd() {
    List<VirtualAnswer> answers =
        VirtualRun.run(spec(8, 10, 0, 0), List.of(at(0, 1, 2), at(4_000_000, 1, 1)), NO_CAP);
    assertThat(answers.get(0).tokenNanos()).containsExactly(10_000_000, 20_000_000);
    assertThat(answers.get(1).sentNanos()).isEqualTo(4_000_000);
    assertThat(answers.get(1).ttftNanos()).isEqualTo(16_000_000);
    assertThat(answers.get(1).tpotNanos()).isZero();
  }

  @Test
  void aCapHoldsBackWhatIsDueUntilAnAnswerEnds() {
    List<VirtualRequest> requests =
        List.of(at(0, 1, 1), at(2_000_000, 1, 2), at(3_000_000, 1, 1), at(50_000_000, 1, 1));
    List<VirtualAnswer> answers = VirtualRun.run(spec(8, 10, 0, 0), requests, 2);
    // The second is sent within the first step, into the free slot; the third when it ends.
    assertThat(answers)
        .extracting(VirtualAnswer::sentNanos)
        .containsExactly(0L, 2_000_000L, 10_000_000L, 50_000_000L);
    assertThat(answers.get(2).tokenNanos()).containsExactly(20_000_000);
  }

  @Test
  void aClosedLoopIsThatOfTheScheduler() {
    EngineSpec spec = spec(8, 8, 0.25, 0.02);
    for (int concurrency : new int[] {1, 3, 8, 20}) {
      VirtualEngine engine = new VirtualEngine(8, 2048, CostModel.of(spec), 0, false);
      List<VirtualEngine.Client> clients = engine.closedLoop(concurrency, 100, 64, 32);
      List<VirtualAnswer> answers =
          VirtualRun.run(spec, Collections.nCopies(100, at(0, 64, 32)), concurrency);
      assertThat(answers).hasSize(100);
      for (int i = 0; i < 100; i++) {
        assertThat(LongStream.of(answers.get(i).tokenNanos()).mapToObj(nanos -> nanos / 1e6))
            .isEqualTo(clients.get(i).tokenMillis);
      }
    }
  }

  @Test
  void noMoreThanTheCapAreEverInFlightAndTheSameRequestsGetTheSameAnswers() {
    List<VirtualRequest> requests = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(5);
    long due = 0;
    for (int i = 0; i < 500; i++) {
      due += random.nextLong(20_000_000);
      requests.add(at(due, random.nextInt(1, 200), random.nextInt(1, 40)));
    }
    List<VirtualAnswer> answers = VirtualRun.run(spec(4, 5, 0.5, 0.05), requests, 6);
    List<VirtualAnswer> again = VirtualRun.run(spec(4, 5, 0.5, 0.05), requests, 6);
    for (int i = 0; i < 500; i++) {
      VirtualAnswer answer = answers.get(i);
      assertThat(answer.tokenNanos()).isEqualTo(again.get(i).tokenNanos()).isSorted();
      assertThat(answer.tokenNanos()).hasSize(requests.get(i).outputTokens());
      assertThat(answer.sentNanos()).isGreaterThanOrEqualTo(requests.get(i).dueNanos());
      long others =
          answers.stream()
              .filter(other -> other.sentNanos() <= answer.sentNanos())
              .filter(other -> other.sentNanos() + other.e2elNanos() > answer.sentNanos())
              .count();
      assertThat(others).isLessThanOrEqualTo(6);
    }
  }

  @Test
  void promptsShareNoPrefix() {
    EngineSpec cached = new EngineSpec(false, 0, 0, 4, 2048, 4096, 1, 0, 1, true, 0, 0, List.of());
    List<VirtualAnswer> answers = VirtualRun.run(cached, List.of(at(0, 64, 1), at(0, 64, 1)), 1);
    assertThat(answers)
        .extracting(VirtualAnswer::ttftNanos)
        .containsExactly(65_000_000L, 65_000_000L);
  }

  @Test
  void whatCannotBeServedIsRefused() {
    EngineSpec small = new EngineSpec(false, 0, 0, 4, 2048, 4096, 1, 0, 0, false, 4, 0, List.of());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> VirtualRun.run(small, List.of(at(0, 60, 5)), NO_CAP))
        .withMessageContaining("found 65 tokens");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> VirtualRun.run(EngineSpecs.exact(1, 1), List.of(), NO_CAP))
        .withMessageContaining("exact mode");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> VirtualRun.run(small, List.of(), 0))
        .withMessageContaining("found 0");
    assertThatIllegalArgumentException().isThrownBy(() -> at(-1, 1, 1));
    assertThat(VirtualRun.run(small, List.of(), NO_CAP)).isEmpty();
  }

  private static VirtualRequest at(long dueNanos, int promptTokens, int outputTokens) {
    return new VirtualRequest(dueNanos, promptTokens, outputTokens);
  }

  private static EngineSpec spec(int seats, double step, double perSeq, double prefill) {
    return new EngineSpec(
        false, 0, 0, seats, 2048, 4096, step, perSeq, prefill, false, 0, 0, List.of());
  }
}
