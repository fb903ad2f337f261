// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import static org.assertj.core.api.Assertions.assertThat;

import llmbench.plan.ExportFormat;
import llmbench.plan.LiveSpec;
import org.junit.jupiter.api.Test;

class LiveReaderTest {
  @Test
  void progressIsShownUnlessEitherNameTakesItAway() {
    assertThat(Configs.plan("").output().live().progress()).isTrue();
    assertThat(Configs.plan("quiet: true").output().live().progress()).isFalse();
    assertThat(Configs.plan("disable_tqdm: true").output().live().progress()).isFalse();
  }

  @Test
  void figuresAreOfferedToThisMachineOnlyUnlessToldOtherwise() {
    assertThat(Configs.plan("").output().live().port()).isZero();
    LiveSpec live = Configs.plan("live: 9464").output().live();
    assertThat(live.port()).isEqualTo(9464);
    assertThat(live.host()).isEqualTo("127.0.0.1");
    assertThat(Configs.plan("live_host: 0.0.0.0").output().live().host()).isEqualTo("0.0.0.0");
  }

  @Test
  void mistakesAreToldTogether() {
    assertThat(
            Configs.problems(
                "live: 70000\nlive_host: \"a b\"\notlp_endpoint: http://u:p@host\nquiet: maybe"))
        .hasSize(4)
        .anyMatch(text -> text.contains(":1 live: expected an integer from 0 to 65535"))
        .anyMatch(text -> text.contains(":2 live_host: expected a host name or address"))
        .anyMatch(text -> text.contains(":3 otlp_endpoint: expected http(s)://HOST[:PORT]"))
        .anyMatch(text -> text.contains(":4 quiet: expected true or false"));
  }

  @Test
  void formsOfExportAreAListOrAText() {
    assertThat(Configs.plan("export: [parquet, pytorch]").output().export().formats())
        .containsExactlyInAnyOrder(ExportFormat.PARQUET, ExportFormat.PYTORCH);
    assertThat(Configs.plan("export: pytorch").output().export().formats())
        .containsExactly(ExportFormat.PYTORCH);
    assertThat(Configs.problems("export: [csv]"))
        .singleElement()
        .asString()
        .contains("export: expected one of parquet, pytorch, duckdb, mlflow, found \"csv\"");
    assertThat(Configs.problems("append_result: true\nresume: true"))
        .singleElement()
        .asString()
        .contains("append_result: expected no resume beside it");
  }
}
