// SPDX-License-Identifier: Apache-2.0
package llmbench.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FullDiskTest {
  @TempDir Path folder;

  private final List<IOException> told = new ArrayList<>();
  private final List<RequestRecord> heard = new ArrayList<>();

  @Test
  void fullDiskIsToldOnceAndLeavesWholeLines() throws IOException {
    Path file = folder.resolve("case.jsonl");
    RecordLog<RequestRecord> log = open(file, 2000);
    for (int i = 0; i < 50; i++) {
      log.append(RandomRecords.completed(i, 10));
    }

    assertThatThrownBy(log::close)
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("cannot write records to " + file)
        .hasMessageContaining("No space left on device")
        .hasMessageEndingWith("(records lost: " + log.lost() + ")");

    assertThat(told).hasSize(1);
    assertThat(heard).as("progress goes on").hasSize(50);
    assertThat(log.written()).isPositive();
    assertThat(log.written() + log.lost()).isEqualTo(50);
    assertThat(log.pending()).isZero();
    try (RecordReader reader = RecordReader.open(file)) {
      assertThat(reader.records().count()).isEqualTo(log.written());
      assertThat(reader.cutLine()).as("the half line was taken back").isEmpty();
    }
  }

  @Test
  void diskThatIsFullAtTheHeaderFailsOnOpening() {
    Path file = folder.resolve("case.jsonl");
    assertThatThrownBy(() -> open(file, 10))
        .isInstanceOf(IOException.class)
        .hasMessage("cannot write records to " + file + ": No space left on device");
  }

  @Test
  @EnabledIf("hasFullDevice")
  void realFullDeviceFailsOnOpening() {
    assertThatThrownBy(() -> RecordLog.open(Path.of("/dev/full"), RecordLogTest.HEADER))
        .isInstanceOf(IOException.class)
        .hasMessage("cannot write records to /dev/full: No space left on device");
  }

  @SuppressWarnings("UnusedMethod") // named in EnabledIf
  private static boolean hasFullDevice() {
    return Files.exists(Path.of("/dev/full"));
  }

  private RecordLog<RequestRecord> open(Path file, long capacity) throws IOException {
    SeekableByteChannel channel =
        Files.newByteChannel(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    LineFile disk = new LineFile(new FailingDisk(channel, capacity));
    return RecordLog.open(
        file, disk, RecordLogTest.HEADER, Finisher.none(), 1, heard::add, told::add);
  }
}
