// SPDX-License-Identifier: Apache-2.0
package llmbench.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LaneChoiceTest {
  @Test
  void allAreChosenWhereThereIsRoom() {
    LaneChoice choice = new LaneChoice(200, 200);
    for (int i = 199; i >= 0; i--) {
      choice.add(lane(i, 10, 100, "completed"));
    }
    assertThat(choice.lanes()).hasSize(200).extracting(Lane::index).isSorted();
  }

  @Test
  void theSlowestTheLatestAndFailuresAreNeverLeftOut() {
    LaneChoice choice = new LaneChoice(40, 10_000);
    for (int i = 0; i < 10_000; i++) {
      long first = i == 4_321 ? 900 : 10;
      long end = i == 7_777 ? 5_000 : 1_000;
      choice.add(lane(i, first, end, i == 1_235 ? "cut" : "completed"));
    }
    List<Integer> chosen = choice.lanes().stream().map(Lane::index).toList();
    assertThat(chosen).contains(4_321, 7_777, 1_235).hasSizeLessThanOrEqualTo(40);
    assertThat(chosen.get(0)).isLessThan(500);
    assertThat(chosen.get(chosen.size() - 1)).isGreaterThan(9_000);
  }

  private static Lane lane(int index, long first, long end, String outcome) {
    return new Lane(index, 0, index, index, index + first, index + end, outcome, 4, List.of());
  }
}
