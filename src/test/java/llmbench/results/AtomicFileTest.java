// SPDX-License-Identifier: Apache-2.0
package llmbench.results;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  @TempDir private Path folder;

  @Test
  void olderFileIsReplacedWhole() throws IOException {
    Path file = Files.writeString(folder.resolve("a.json"), "a much longer text");

    AtomicFile.write(file, out -> out.write("new".getBytes(UTF_8)));

    assertThat(file).hasContent("new");
    assertThat(folder).isDirectoryContaining("glob:**/a.json");
    assertThat(folder.toFile().list()).hasSize(1);
  }

  @Test
  void failureHalfwayLeavesTheOlderFileAndNothingElse() throws IOException {
    Path file = Files.writeString(folder.resolve("a.json"), "old");

    assertThatThrownBy(
            () ->
                AtomicFile.write(
                    file,
                    out -> {
                      out.write(new byte[100_000]);
                      throw new IOException("No space left on device");
                    }))
        .isInstanceOf(IOException.class)
        .hasMessage("cannot write " + file + ": No space left on device");

    assertThat(file).hasContent("old");
    assertThat(folder.toFile().list()).hasSize(1);
  }

  @Test
  void mistakeInTheContentLeavesTheOlderFileToo() throws IOException {
    Path file = Files.writeString(folder.resolve("a.json"), "old");

    assertThatThrownBy(
            () ->
                AtomicFile.write(
                    file,
                    out -> {
                      throw new IllegalStateException("bug");
                    }))
        .isInstanceOf(IllegalStateException.class);

    assertThat(file).hasContent("old");
    assertThat(folder.toFile().list()).hasSize(1);
  }

  @Test
  void interruptedThreadStillWrites() throws IOException {
    Path file = folder.resolve("a.json");

    Thread.currentThread().interrupt();
    try {
      AtomicFile.write(file, out -> out.write("kept".getBytes(UTF_8)));
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }

    assertThat(file).hasContent("kept");
  }

  @Test
  void missingFolderIsNamed() {
    Path file = folder.resolve("none").resolve("a.json");

    assertThatThrownBy(() -> AtomicFile.write(file, out -> out.write(1)))
        .isInstanceOf(IOException.class)
        .hasMessage("cannot write " + file + ": no such file or directory");
  }

  @Test
  void othersMayReadTheFileAsTheyMayAnyOther() throws IOException {
    Path usual = Files.writeString(folder.resolve("usual"), "");

    AtomicFile.write(folder.resolve("ours"), out -> out.write(1));

    if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
      assertThat(Files.getPosixFilePermissions(folder.resolve("ours")))
          .isEqualTo(Files.getPosixFilePermissions(usual));
    }
  }
}
