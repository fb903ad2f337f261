// SPDX-License-Identifier: Apache-2.0
package llmbench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LengthsTableTest {
  @Test
  void showsFiguresAndAHistogramOfEach() {
    int[] prompts = IntStream.rangeClosed(1, 100).toArray();
    int[] outputs = IntStream.generate(() -> 64).limit(100).toArray();
    String[] lines = LengthsTable.of("mc4_np100", prompts, outputs).split("\n", -1);
    assertThat(lines[0]).isEqualTo("mc4_np100: lengths of 100 requests in tokens");
    assertThat(lines[2].split("\\s+"))
        .containsExactly("prompt", "5050", "50.5", "1", "2", "26", "51", "75", "99", "100");
    assertThat(lines[3].split("\\s+"))
        .containsExactly("output", "6400", "64.0", "64", "64", "64", "64", "64", "64", "64");
    assertThat(lines[4].split("\\s+")).startsWith("together", "11450", "114.5", "65");
    assertThat(lines[5]).isEqualTo("prompt 1 to 10               10 " + "#".repeat(40));
    assertThat(lines[14]).startsWith("prompt 91 to 100");
    assertThat(lines[15]).isEqualTo("output: all of 64");
    assertThat(lines[16]).isEmpty();
  }

  @Test
  void aLoneLongOneStillHasABar() {
    int[] prompts = new int[1000];
    java.util.Arrays.fill(prompts, 5);
    prompts[7] = 1004;
    String table = LengthsTable.of("c", prompts, prompts);
    assertThat(table).contains("prompt 5 to 104             999 " + "#".repeat(40) + "\n");
    assertThat(table).contains("prompt 905 to 1004            1 #\n");
    assertThat(table).contains("prompt 105 to 204             0 \n");
  }
}
