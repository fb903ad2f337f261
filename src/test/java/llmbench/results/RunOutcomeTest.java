// SPDX-License-Identifier: Apache-2.0
package llmbench.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class RunOutcomeTest {
  private static final Pattern ROW =
      Pattern.compile("\\| ([0-9, ]+) \\| ((?:`[a-z_]+`(?:, )?)+) \\|");

  @Test
  void exitCodesAreThoseOfTheDocument() throws IOException {
    Map<String, String> documented = new HashMap<>();
    for (String line : Files.readAllLines(Path.of("docs/exit-codes.md"))) {
      Matcher row = ROW.matcher(line);
      if (row.lookingAt()) {
        Matcher names = Pattern.compile("[a-z_]+").matcher(row.group(2));
        while (names.find()) {
          documented.put(names.group(), row.group(1));
        }
      }
    }
    assertThat(documented.keySet())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(RunOutcome.values()).map(RunOutcome::key).toList());
    for (RunOutcome outcome : RunOutcome.values()) {
      assertThat(List.of(documented.getOrDefault(outcome.key(), "").split(", ", -1)))
          .as(outcome.key())
          .contains(String.valueOf(outcome.exitCode()));
    }
  }

  @Test
  void theOrderOfTheDocumentIsTheOneThatCounts() throws IOException {
    String text = Files.readString(Path.of("docs/exit-codes.md"));
    String order = text.substring(text.indexOf("from best to worst: "), text.indexOf(". So where"));
    Matcher names = Pattern.compile("`([a-z_]+)`").matcher(order);
    assertThat(names.results().map(found -> found.group(1)))
        .containsExactlyElementsOf(
            Arrays.stream(RunOutcome.values()).map(RunOutcome::key).toList());
  }

  @Test
  void onlyOkIsZero() {
    assertThat(RunOutcome.values())
        .filteredOn(outcome -> outcome.exitCode() == 0)
        .containsExactly(RunOutcome.OK);
  }
}
