// SPDX-License-Identifier: Apache-2.0
package llmbench.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GridTest {
  private static Map<String, Object> grid(Object... entries) {
    Map<String, Object> grid = new LinkedHashMap<>();
    for (int i = 0; i < entries.length; i += 2) {
      grid.put((String) entries[i], entries[i + 1]);
    }
    return grid;
  }

  @Test
  void theLastOptionChangesFastest() {
    assertThat(Grid.of(grid("z", List.of(256, 1024), "a", List.of(1, 8)), "g"))
        .extracting(ParameterSet::name)
        .containsExactly("z=256-a=1", "z=256-a=8", "z=1024-a=1", "z=1024-a=8");
  }

  @Test
  void linkedOptionsVaryTogether() {
    Map<String, Object> grid =
        grid(
            "a", List.of(1, 2),
            "b", List.of("x", "y"),
            "c", List.of(10, 20),
            "linked", List.of(List.of("c", "a")));
    assertThat(Grid.of(grid, "g"))
        .extracting(ParameterSet::name)
        .containsExactly("a=1-b=x-c=10", "a=1-b=y-c=10", "a=2-b=x-c=20", "a=2-b=y-c=20");
  }

  @Test
  void aSingleValueNeedsNoList() {
    assertThat(Grid.of(grid("a", true, "b", List.of(1.5, "inf")), "config.yaml sweep"))
        .extracting(ParameterSet::place)
        .containsExactly("config.yaml sweep (a=True, b=1.5)", "config.yaml sweep (a=True, b=inf)");
  }

  @Test
  void allMistakesAreToldAtOnce() {
    Map<String, Object> grid =
        grid(
            "a", List.of(1, 2),
            "b", List.of(),
            "c", List.of(1),
            "linked", List.of(List.of("a", "c"), List.of("a", "d")));
    assertThatThrownBy(() -> Grid.of(grid, "g"))
        .hasMessage(
            """
            g b: expected at least one value, found an empty list
            g linked [a, c]: expected lists of one length, found lengths [2, 1]
            g linked [a, d]: expected each option once, found a again
            g linked [a, d]: expected options of this grid, found d""");
    assertThatThrownBy(() -> Grid.of(grid("linked", List.of()), "g"))
        .hasMessage("g: expected options with lists of values, found none");
    assertThatThrownBy(() -> Grid.of(grid("a", 1, "linked", List.of("a")), "g"))
        .hasMessage("g linked: expected lists of two or more options, such as [[a, b]]");
  }
}
