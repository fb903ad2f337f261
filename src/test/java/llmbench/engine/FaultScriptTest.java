// SPDX-License-Identifier: Apache-2.0
package llmbench.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultScriptTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "*, '1,2,3,4,5,6,7,8,9,10'",
    "2, '2'",
    "3-5, '3,4,5'",
    "first 3, '1,2,3'",
    "from 8, '8,9,10'",
    "every 5, '5,10'",
    "every 0, ''"
  })
  void aRuleStrikesTheRequestsItNames(String which, String struck) {
    FaultScript script = FaultScript.parse(List.of(which + ":http 500"));
    List<String> found =
        IntStream.rangeClosed(1, 10)
            .filter(order -> !script.faultsOf(order).isEmpty())
            .mapToObj(Integer::toString)
            .toList();
    assertThat(String.join(",", found)).isEqualTo(struck);
  }

  @Test
  void allRulesThatFitStrikeInTheirOrder() {
    FaultScript script = FaultScript.parse(List.of("*:crlf", "2 : http 503", "first 3:no usage"));
    assertThat(script.faultsOf(2)).hasSize(3);
    assertThat(script.faultsOf(2).get(1)).isEqualTo(new Fault.HttpStatus(503, null));
    assertThat(script.faultsOf(4)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http 500", "two:http 500", "-1:http 500", ":http 500", "2-:cut after 1"})
  void aBadSelectorIsNamedWithTheKnownOnes(String rule) {
    assertThatThrownBy(() -> FaultScript.parse(List.of("*:crlf", rule)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + rule + "'")
        .hasMessageContaining("*, N, N-M, first N, from N or every N");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "explode",
        "http",
        "http 5000",
        "http 099",
        "stall after x",
        "cut",
        "tokens per chunk 0"
      })
  void anUnknownFaultIsNamedWithTheKnownOnes(String fault) {
    assertThatThrownBy(() -> FaultScript.parse(List.of("2:" + fault)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + fault + "'")
        .hasMessageContaining("known: http STATUS, ")
        .hasMessageContaining("stall MILLIS after N")
        .hasMessageContaining("split characters");
  }
}
