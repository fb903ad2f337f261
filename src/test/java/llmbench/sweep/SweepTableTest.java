// SPDX-License-Identifier: Apache-2.0
package llmbench.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SweepTableTest {
  private static ObjectNode start(double ready) {
    return PythonJson.MAPPER.createObjectNode().put("ready_s", ready).put("first_token_s", "x");
  }

  @Test
  void aRowHasTheMeansOfItsRuns() {
    Map<String, List<ObjectNode>> results = new LinkedHashMap<>();
    results.put("SERVE--a=1", List.of(start(1), start(2.5)));
    results.put("b", List.of());
    assertThat(SweepTable.of(results, SweepTable.STARTUP))
        .isEqualTo(
            """
            point      runs    ready s    token s
            SERVE--a=1    2       1.75          -
            b             0          -          -
            """);
  }
}
