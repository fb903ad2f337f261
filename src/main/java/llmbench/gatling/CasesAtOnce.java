// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import io.gatling.javaapi.core.PopulationBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Cases that go on beside each other, each in one of several rows: a case begins when the one
 * before it in its row has ended.
 *
 * <pre>
 * two at once    row 1  [case 1   ][case 3][case 5 ]
 *                row 2  [case 2][case 4        ]
 * </pre>
 */
final class CasesAtOnce {
  private final AtomicInteger underWay = new AtomicInteger();

  /** A case is about to be prepared. */
  void begins() {
    underWay.incrementAndGet();
  }

  /** A case has been closed, or was not run. */
  void ended() {
    underWay.decrementAndGet();
  }

  /** Whether no case is between the two: what ends the run now cuts none short. */
  boolean none() {
    return underWay.get() == 0;
  }

  /**
   * Sets them in rows.
   *
   * @param cases in the order of their beginning, at least one
   * @param atOnce most rows, at least 1
   * @return the first of each row, with the others after it
   */
  static PopulationBuilder[] rows(List<PopulationBuilder> cases, int atOnce) {
    int rows = Math.min(atOnce, cases.size());
    List<PopulationBuilder> firsts = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      List<PopulationBuilder> inRow = new ArrayList<>();
      for (int i = row; i < cases.size(); i += rows) {
        inRow.add(cases.get(i));
      }
      firsts.add(oneAfterTheOther(inRow));
    }
    return firsts.toArray(PopulationBuilder[]::new);
  }

  private static PopulationBuilder oneAfterTheOther(List<PopulationBuilder> populations) {
    PopulationBuilder chain = populations.get(populations.size() - 1);
    for (int i = populations.size() - 2; i >= 0; i--) {
      chain = populations.get(i).andThen(chain);
    }
    return chain;
  }
}
