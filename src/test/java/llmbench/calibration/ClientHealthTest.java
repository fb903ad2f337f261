// SPDX-License-Identifier: Apache-2.0
package llmbench.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.concurrent.DefaultEventExecutorGroup;
import io.netty.util.concurrent.EventExecutor;
import java.lang.ref.Reference;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClientHealthTest {
  private final DefaultEventExecutorGroup group = new DefaultEventExecutorGroup(1);
  private final EventExecutor loop = group.next();

  @AfterEach
  void end() {
    var unused = group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }

  @Test
  void aBlockedEventLoopIsSuspect() throws InterruptedException {
    ClientHealth health = ClientHealth.start(List.of(loop));
    CountDownLatch blocked = new CountDownLatch(1);
    loop.execute(
        () -> {
          sleep(400);
          blocked.countDown();
        });
    assertThat(blocked.await(30, TimeUnit.SECONDS)).isTrue();
    HealthFigures seen = health.stop();
    assertThat(seen.loopLagMaxMillis()).isGreaterThan(HealthFigures.MAX_LOOP_LAG_MILLIS);
    assertThat(seen.suspicions())
        .anyMatch(why -> why.startsWith("event-loop lag max") && why.contains("limit 100"));
  }

  @Test
  void aLoopThatIsStillBlockedCountsToo() {
    ClientHealth health = ClientHealth.start(List.of(loop));
    loop.execute(() -> sleep(1500));
    sleep(600);
    assertThat(health.stop().loopLagMaxMillis()).isGreaterThan(HealthFigures.MAX_LOOP_LAG_MILLIS);
  }

  @Test
  void aForcedCollectionIsSeenAndALongOneSuspect() {
    // Many small live objects make a full collection long.
    ArrayDeque<Object[]> live = new ArrayDeque<>();
    for (int i = 0; i < 6_000_000; i++) {
      live.add(new Object[] {live});
    }
    HealthFigures seen;
    try {
      ClientHealth health = ClientHealth.start(List.of(loop));
      System.gc();
      sleep(500); // the JVM tells of it a moment later
      seen = health.stop();
    } finally {
      Reference.reachabilityFence(live);
    }
    assertThat(seen.gcPauses()).isPositive();
    assertThat(seen.gcLongestMillis()).isPositive();
    assertThat(new HealthFigures(10, 0, 0, 0, 1, 51, 51, 0, 0, 0).suspicions())
        .containsExactly(
            "longest GC pause (ms): 51.0, limit 50.0; give the client more heap (jvmArgs -Xmx in"
                + " the pom)");
  }

  @Test
  void withinAllLimitsNothingIsSuspect() {
    assertThat(new HealthFigures(10, 1, 10, 100, 9, 199, 50, 0.9, 0.95, 0.85).suspicions())
        .isEmpty();
  }

  @Test
  void everyLimitSpeaksForItself() {
    assertThat(new HealthFigures(1, 11, 11, 101, 1, 60, 60, 0.91, 0.96, 0.86).suspicions())
        .hasSize(7)
        .allMatch(why -> why.matches(".+: [0-9.]+, limit [0-9.]+; .+"));
    assertThat(
            new HealthFigures(1, Double.NaN, Double.NaN, Double.NaN, 0, 0, 0, 0, Double.NaN, 0)
                .suspicions())
        .isEmpty();
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
