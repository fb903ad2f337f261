// SPDX-License-Identifier: Apache-2.0
package llmbench.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NaturalOrderTest {
  @Test
  void digitsCompareByValueAndTheRestByCharacter() {
    List<String> sorted =
        List.of(
            "",
            "a",
            "a1",
            "a01",
            "a1b",
            "a2",
            "a10",
            "a10.5",
            "a99999999999999999999999",
            "a100000000000000000000000",
            "ab",
            "mc4",
            "mc16",
            "mcinf");
    List<String> shuffled = new ArrayList<>(sorted);
    Collections.shuffle(shuffled, new Random(1));

    shuffled.sort(NaturalOrder.INSTANCE);

    // a01 and a1 have the same value: by character, then.
    assertThat(shuffled)
        .containsExactly(
            "",
            "a",
            "a01",
            "a1",
            "a1b",
            "a2",
            "a10",
            "a10.5",
            "a99999999999999999999999",
            "a100000000000000000000000",
            "ab",
            "mc4",
            "mc16",
            "mcinf");
  }

  @Test
  void orderIsConsistentForAnyNames() {
    Random random = new Random(5);
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      StringBuilder name = new StringBuilder();
      for (int j = random.nextInt(6); j > 0; j--) {
        name.append("a0109x".charAt(random.nextInt(6)));
      }
      names.add(name.toString());
    }

    names.sort(NaturalOrder.INSTANCE);

    for (int i = 0; i < names.size(); i++) {
      for (int j = i; j < names.size(); j++) {
        assertThat(NaturalOrder.INSTANCE.compare(names.get(i), names.get(j)))
            .as("%s before %s", names.get(i), names.get(j))
            .isLessThanOrEqualTo(0);
      }
    }
  }
}
