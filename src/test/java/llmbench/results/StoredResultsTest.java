// SPDX-License-Identifier: Apache-2.0
package llmbench.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredResultsTest {
  private static final Path VLLM = Path.of("src/test/resources/golden/vllm");

  @TempDir private Path folder;

  @Test
  void aDetailedResultOfVllmsHasItsRequests() throws IOException {
    StoredResults read = StoredResults.of(VLLM.resolve("bench-detailed.json"));
    assertThat(read.problems()).isEmpty();
    StoredResult result = read.results().get(0);
    assertThat(result.ours()).isFalse();
    assertThat(result.name()).isEqualTo("mc2_np10");
    assertThat(result.at("p99.9_ttft_ms").doubleValue()).isEqualTo(121.01933571603878);
    StoredArrays arrays = Objects.requireNonNull(result.arrays());
    assertThat(arrays.size()).isEqualTo(10);
    assertThat(arrays.itls().get(0)).hasSize(8);
    assertThat(arrays.errors()).allMatch(String::isEmpty);
  }

  @Test
  void severalResultsOfOneFileAreAllRead() throws IOException {
    StoredResults read = StoredResults.of(VLLM.resolve("bench-appended.json"));
    assertThat(read.problems()).isEmpty();
    assertThat(read.results()).hasSizeGreaterThan(1);
    assertThat(read.results().get(0).name()).isEqualTo("mcinf_np4_rr20");
    assertThat(read.results().get(0).arrays()).isNull();
  }

  @Test
  void whatIsNoResultIsPassedOverAndWhatIsNoJsonIsNamed() throws IOException {
    Files.writeString(folder.resolve("status.json"), "{\"format\": 1}");
    Files.writeString(folder.resolve("broken.json"), "{\"duration\": 1,\n oops");
    Files.writeString(
        folder.resolve("good.json"),
        "{\"duration\": 1, \"completed\": 2, \"request_throughput\": 2.0,"
            + " \"llmbench\": {\"case\": {\"name\": \"io1x2_mc1_np2_run3\"}, \"steady\": {\"found\": true}}}");
    StoredResults read = StoredResults.of(folder);
    assertThat(read.problems()).singleElement().asString().contains("broken.json", "line 2");
    StoredResult result = read.results().get(0);
    assertThat(read.results()).hasSize(1);
    assertThat(result.cell()).isEqualTo("io1x2_mc1_np2");
    assertThat(result.at("llmbench.steady.found").asBoolean()).isTrue();
    assertThat(result.at("llmbench.steady.fund").isMissingNode()).isTrue();
    assertThat(result.paths()).contains("duration", "llmbench.case.name");
  }

  @Test
  void aPlaceThatIsNotThereIsToldWithWhatToDo() {
    assertThatThrownBy(() -> StoredResults.of(folder.resolve("nowhere")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no such file or folder; name a result file");
  }
}
