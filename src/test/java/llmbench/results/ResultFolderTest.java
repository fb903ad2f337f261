// SPDX-License-Identifier: Apache-2.0
package llmbench.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultFolderTest {
  @TempDir private Path folder;

  @Test
  void folderIsCreatedWithItsParentsAndLeftEmpty() throws IOException {
    Path results = folder.resolve("a").resolve("b");

    ResultFolder.prepare(results);
    ResultFolder.prepare(results);

    assertThat(results).isEmptyDirectory();
  }

  @Test
  void fileInTheWayIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("results"), "");

    assertThatThrownBy(() -> ResultFolder.prepare(file))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(
            "result folder " + file + " cannot be created: a file is in the way")
        .hasMessageContaining("result_dir");
    assertThatThrownBy(() -> ResultFolder.prepare(file.resolve("below")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot be created");
  }

  @Test
  void tooLittleSpaceIsFound() {
    assertThatThrownBy(() -> ResultFolder.prepare(folder, Long.MAX_VALUE))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(" MB free, and the results may need ");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void readOnlyFolderIsFound() throws IOException {
    assumeThat(System.getProperty("user.name")).as("root may write anywhere").isNotEqualTo("root");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-xr-xr-x"));

    assertThatThrownBy(() -> ResultFolder.prepare(folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot be written to: permission denied");
  }

  @Test
  void folderThatTakesNoFilesIsFound() {
    Path proc = Path.of("/proc/self/task");
    assumeThat(proc).as("Linux").isDirectory();

    assertThatThrownBy(() -> ResultFolder.prepare(proc))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot be written to: ");
  }
}
