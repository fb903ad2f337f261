// SPDX-License-Identifier: Apache-2.0
package llmbench.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParameterFileTest {
  @TempDir Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("p.json"), text);
  }

  @Test
  void aListHasItsEntriesInOrder() throws IOException {
    List<ParameterSet> sets =
        ParameterFile.read(
            file("[{\"b\": 1, \"a\": 2.50}, {\"_benchmark_name\": \"x\", \"c\": null}, {}]"));
    assertThat(sets).extracting(ParameterSet::name).containsExactly("b=1-a=2.5", "x", "");
    assertThat(sets.get(1).parameters()).containsOnlyKeys("c");
    assertThat(sets.get(2).isEmpty()).isTrue();
  }

  @Test
  void aMapNamesItsEntries() throws IOException {
    List<ParameterSet> sets =
        ParameterFile.read(
            file("{\"one\": {\"a\": 1}, \"two\": {\"_benchmark_name\": \"other\", \"a\": 2}}"));
    assertThat(sets).extracting(ParameterSet::name).containsExactly("one", "other");
    assertThat(sets.get(0).values().keySet()).containsExactly("_benchmark_name", "a");
    assertThat(sets.get(0).place()).endsWith("p.json entry \"one\"");
  }

  @Test
  void allMistakesAreToldAtOnce() throws IOException {
    Path file =
        file("[1, {\"_benchmark_name\": \"x\"}, [], {\"_benchmark_name\": \"x\", \"a\": 1}]");
    assertThatThrownBy(() -> ParameterFile.read(file))
        .hasMessage(
            """
            %1$s entry 1: expected a map of parameters, found 1
            %1$s entry 3: expected a map of parameters, found a list
            %1$s entry 4 _benchmark_name: expected a name of its own, found "x" as in %1$s entry 2"""
                .formatted(file));
  }

  @Test
  void whatIsNoParameterFileIsRefused() throws IOException {
    Path file = file("3");
    assertThatThrownBy(() -> ParameterFile.read(file))
        .hasMessageContaining("p.json: expected a list of maps")
        .hasMessageEndingWith("found 3");
    file("[]");
    assertThatThrownBy(() -> ParameterFile.read(file)).hasMessageEndingWith("found none");
    file("[{\"a\": 1},\n {\"a\" 2}]");
    assertThatThrownBy(() -> ParameterFile.read(file))
        .hasMessageContaining("p.json:2: expected JSON");
    file("[{\"a\": 1}] x");
    assertThatThrownBy(() -> ParameterFile.read(file)).hasMessageContaining("expected JSON");
    file("");
    assertThatThrownBy(() -> ParameterFile.read(file)).hasMessageEndingWith("found nothing");
    assertThatThrownBy(() -> ParameterFile.read(folder.resolve("none.json")))
        .hasMessageEndingWith("none.json: expected a parameter file, found none");
  }
}
