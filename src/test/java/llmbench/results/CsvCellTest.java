// SPDX-License-Identifier: Apache-2.0
package llmbench.results;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvCellTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "-", "+"})
  void whatASpreadsheetWouldRunGetsAnApostrophe(String text) {
    assertThat(CsvCell.safe(text)).isEqualTo("'" + text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1.5", "+3", "-1e-7", "-.5", "-inf", "", "model", "a=b", "'x", "12"})
  void numbersAndOtherTextsStay(String text) {
    assertThat(CsvCell.safe(text)).isEqualTo(text);
  }
}
