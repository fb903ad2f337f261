// SPDX-License-Identifier: Apache-2.0
package llmbench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import llmbench.results.StoredResult;
import org.junit.jupiter.api.Test;

class RunPairsTest {
  @Test
  void runsOfOneSeedAreAPairWhateverTheirOrder() throws Exception {
    List<StoredResult> a = runs(LongStream.range(0, 8).toArray());
    List<StoredResult> b = new ArrayList<>(a);
    Collections.reverse(b);
    assertThat(RunPairs.of(a, b).orElseThrow()).isEqualTo(a);
  }

  @Test
  void runsThatRepeatTheSameRequestsAreNoPairs() throws Exception {
    assertThat(RunPairs.of(runs(new long[8]), runs(new long[8]))).isEmpty();
  }

  @Test
  void fewerPairsOtherSeedsAndOtherNumbersAreNoPairs() throws Exception {
    assertThat(RunPairs.of(runs(0, 1, 2, 3, 4, 5, 6), runs(0, 1, 2, 3, 4, 5, 6))).isEmpty();
    assertThat(RunPairs.of(runs(0, 1, 2, 3, 4, 5, 6, 7), runs(0, 1, 2, 3, 4, 5, 6, 8))).isEmpty();
    assertThat(RunPairs.of(runs(0, 1, 2, 3, 4, 5, 6, 7), runs(0, 1, 2, 3, 4, 5, 6, 7, 8)))
        .isEmpty();
  }

  @Test
  void pairsAreJudgedByTheirRatiosAndTheComparisonSaysSo() throws Exception {
    // The requests of each seed make the figure three times as large as those of the one before;
    // B is 10 % more in each.
    List<StoredResult> a = new ArrayList<>();
    List<StoredResult> b = new ArrayList<>();
    for (int seed = 0; seed < 8; seed++) {
      double value = Math.pow(3, seed);
      a.add(run(seed, value));
      b.add(0, run(seed, value * (1.1 + 0.001 * (seed % 2))));
    }
    Comparison comparison =
        new Comparer(CompareOptions.DEFAULT)
            .compare(Side.of("a", a, List.of()), Side.of("b", b, List.of()));
    CaseComparison only = comparison.cases().get(0);
    assertThat(only.byPairs()).isTrue();
    FigureChange change = only.changes().get(0);
    assertThat(change.key()).isEqualTo("mean_ttft_ms");
    assertThat(change.verdict()).isEqualTo(Verdict.WORSE);
    assertThat(change.low()).isBetween(9.9, 10.1);
    assertThat(comparison.notes()).anyMatch(note -> note.contains("compared pair by pair"));
  }

  private static List<StoredResult> runs(long... seeds) {
    List<StoredResult> runs = new ArrayList<>();
    for (long seed : seeds) {
      runs.add(run(seed, 1));
    }
    return runs;
  }

  private static StoredResult run(long seed, double ttft) {
    ObjectNode json = new ObjectMapper().createObjectNode();
    json.put("completed", 9).put("failed", 0).put("mean_ttft_ms", ttft);
    json.putObject("llmbench").put("seed", seed);
    return new StoredResult(Path.of("none", "run.json"), json, null);
  }
}
