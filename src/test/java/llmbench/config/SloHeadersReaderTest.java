// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import llmbench.plan.Slo;
import llmbench.plan.SloHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which headers tell limits, and how their values are written. */
class SloHeadersReaderTest {

  @Test
  void limitsAreToldInHeadersWhenAsked() {
    assertThat(Configs.plan("").request().sloHeaders()).isNull();
    assertThat(headers("slo_headers: true\ngoodput: ttft:5").of(new Slo(250.0, 12.5, 9000.0)))
        .isEqualTo(Map.of("x-slo-ttft-ms", "250", "x-slo-tpot-ms", "12.5"));
    String yaml =
        """
        slo_headers: true
        slo_unit: s
        slo_tpot_header: X-Tpot
        slo_e2el_header: X-E2el
        workloads: {a: {dataset_name: random}}
        """;
    assertThat(headers(yaml).of(new Slo(250.0, 0.0, 9000.0)))
        .isEqualTo(Map.of("x-slo-ttft-s", "0.25", "X-Tpot", "0", "X-E2el", "9"));
  }

  private static SloHeaders headers(String yaml) {
    return Objects.requireNonNull(Configs.plan(yaml).request().sloHeaders());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "slo_headers: true | config.yaml:1 slo_headers: expected limits to send: goodput, workloads with goodput, or a data set whose rows have slo, found none",
        "slo_unit: s | config.yaml:1 slo_unit: expected slo_headers: true beside it, found none",
        "slo_e2el_header: a | config.yaml:1 slo_e2el_header: expected slo_headers: true beside it, found none",
        "`slo_headers: true\ngoodput: ttft:5\nslo_tpot_header: X-Slo-TTFT-ms` | config.yaml:1 slo_headers: expected a header of its own for each limit, found one name for two",
        "`slo_headers: true\ngoodput: ttft:5\nheader: {X-SLO-TTFT-MS: 5}` | config.yaml:3 header: expected no header that slo_headers sends, found one of them",
        "`slo_headers: true\nworkloads:\n  a: {header: {X-SLO-TTFT-MS: 5}}` | config.yaml:3 workloads.a.header: expected no header that slo_headers sends, found one of them",
        "`slo_headers: true\ngoodput: ttft:5\nslo_ttft_header: a b` | config.yaml:3 slo_ttft_header: expected a header's name, found \"a b\"",
      })
  void mistakesOfHeadersAreSaid(String yaml, String message) {
    assertThat(Configs.problems(yaml)).singleElement().asString().isEqualTo(message.strip());
  }
}
