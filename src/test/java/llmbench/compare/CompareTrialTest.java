// SPDX-License-Identifier: Apache-2.0
package llmbench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import llmbench.compare.CompareTrial.Counts;
import org.junit.jupiter.api.Test;

/** A small part of {@code benchmarks/compare.sh}. */
class CompareTrialTest {
  private static final MadeRuns CLOSED = new MadeRuns("closed", 8, 8, 0, 200, 0);
  private static final MadeRuns ALIKE = new MadeRuns("alike", 0, 8, 0, 200, 0);

  @Test
  void runsThatAreAlikeRaiseFewAlarms() {
    assertThat(one(CLOSED).count(60, 1, 1, 0.05).alarms()).isLessThanOrEqualTo(3);
    assertThat(one(ALIKE).count(60, 1, 1, 0.05).alarms()).isLessThanOrEqualTo(3);
  }

  @Test
  void tenPerCentAreFoundAndNeverCalledBetter() {
    Counts counts = one(CLOSED).count(40, 7, 1.1, 0.05);
    assertThat(counts.share("mean_tpot_ms", Verdict.WORSE)).isGreaterThan(0.9);
    assertThat(counts.share("output_throughput", Verdict.WORSE)).isGreaterThan(0.9);
    assertThat(counts.better()).isZero();
  }

  @Test
  void runsThatAreTwiceAsLongAreCalledWorseThroughout() {
    Counts counts = one(CLOSED).count(10, 3, 2, 0.05);
    for (String key : new String[] {"request_throughput", "median_e2el_ms", "mean_itl_ms"}) {
      assertThat(counts.share(key, Verdict.WORSE)).as(key).isEqualTo(1);
    }
  }

  @Test
  void figuresAloneOfFiveRunsAreEnough() {
    MadeRuns spread = new MadeRuns("spread", 8, 8, 0, 100, 0.005);
    CompareTrial trial = new CompareTrial(spread, 5, true);
    assertThat(trial.count(20, 5, 1, 0.05).alarms()).isLessThanOrEqualTo(1);
    assertThat(trial.count(10, 9, 1.1, 0.05).share("mean_tpot_ms", Verdict.WORSE)).isEqualTo(1);
  }

  @Test
  void pairsOfRunsRaiseFewAlarmsAndFindTenPerCent() {
    MadeRuns spread = new MadeRuns("pairs", 8, 8, 0, 100, 0.02);
    CompareTrial trial = new CompareTrial(spread, 8, false, CompareTrial.Requests.PAIRED);
    assertThat(trial.count(30, 3, 1, 0.05).alarms()).isLessThanOrEqualTo(2);
    assertThat(trial.count(10, 9, 1.1, 0.05).share("mean_e2el_ms", Verdict.WORSE))
        .isGreaterThan(0.6);
  }

  @Test
  void requestByRequestWhatOneRunHasOfItsOwnIsTakenForAChange() {
    // 3 % from run to run: the pace of two runs lies 5 % apart in a quarter of all pairs of runs.
    PairedRequests paired = new PairedRequests(new MadeRuns("one", 8, 8, 0, 200, 0.03));
    assertThat(paired.alarms(60, 1, 1, 0.05)).isGreaterThan(6);
    assertThat(new PairedRequests(new MadeRuns("one", 8, 8, 0, 200, 0)).alarms(60, 1, 1, 0.05))
        .isLessThanOrEqualTo(3);
  }

  private static CompareTrial one(MadeRuns runs) {
    return new CompareTrial(runs, 1, false);
  }
}
