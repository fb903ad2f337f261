// SPDX-License-Identifier: Apache-2.0
package llmbench.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import llmbench.recording.SimulationLog.Rows;
import llmbench.recording.SimulationLog.Users;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The log of a real run, see {@code golden/simulation/ORIGIN.md}, which also has the Python that
 * gave the values expected here.
 */
class SimulationLogTest {
  static final Path GOLDEN = Path.of("src/test/resources/golden/simulation/simulation.log");
  private static final long START = 1_795_520_758_215L;

  @TempDir Path folder;

  @Test
  void realLogIsSummedUp() throws IOException {
    SimulationLog log = SimulationLog.read(GOLDEN);

    assertThat(log.simulationClass()).isEqualTo("GoldenSimulation");
    assertThat(log.startEpochMillis()).isEqualTo(START);
    assertThat(log.users())
        .containsExactly(entry("chat", new Users(3, 3)), entry("测试 two", new Users(2, 2)));
    assertThat(log.requests())
        .containsExactly(
            entry(
                new RequestPath(List.of("io3x4_mc2_np4"), "request"),
                new Rows(
                    new OkKo(3, 3),
                    START + 554,
                    START + 681,
                    Map.of("status.find.in([200, 209], 304), found 503", 3L))),
            entry(
                new RequestPath(List.of("io3x4_mc2_np4", "推理"), "第一个词"),
                new Rows(
                    new OkKo(0, 3),
                    START + 652,
                    START + 656,
                    Map.of("status.find.is(200), found 503", 3L))),
            entry(
                RequestPath.of("naïve é"),
                new Rows(new OkKo(2, 0), START + 1513, START + 1522, Map.of())));
    assertThat(log.groups())
        .containsExactly(
            entry(
                new RequestPath(List.of("io3x4_mc2_np4"), "推理"),
                new Rows(new OkKo(0, 3), START + 651, START + 670, Map.of())),
            entry(
                RequestPath.of("io3x4_mc2_np4"),
                new Rows(new OkKo(0, 3), START + 534, START + 682, Map.of())));
    assertThat(log.errors())
        .containsExactly(entry("crash: No attribute named '漏' is defined ", 2L));
    assertThat(log.incomplete()).isNull();
  }

  @Test
  void firstEntryHasTheRun() throws IOException {
    try (SimulationLogReader reader = SimulationLogReader.open(GOLDEN)) {
      assertThat(reader.description()).isEqualTo("golden 描述");
      assertThat(reader.scenarios()).containsExactly("chat", "测试 two");
      assertThat(reader.read()).isEqualTo(new SimulationEvent.User("chat", true, START + 533));
    }
  }

  @Test
  void logOfAKilledRunGivesWhatWasReadAndSaysSo() throws IOException {
    byte[] bytes = Files.readAllBytes(GOLDEN);
    Path cut = Files.write(folder.resolve("cut.log"), Arrays.copyOf(bytes, bytes.length - 3));
    SimulationLog log = SimulationLog.read(cut);
    assertThat(log.incomplete()).isEqualTo(cut + ": cut in the middle of the entry at byte 896");
    assertThat(log.users()).containsEntry("测试 two", new Users(2, 1));
    assertThat(log.requests()).hasSize(3);
  }

  @Test
  void logCutBetweenTwoEntriesIsSeenByItsUsers() throws IOException {
    byte[] bytes = Files.readAllBytes(GOLDEN);
    Path cut = Files.write(folder.resolve("cut.log"), Arrays.copyOf(bytes, bytes.length - 20));
    assertThat(SimulationLog.read(cut).incomplete())
        .isEqualTo(cut + ": ends while users were running: 2");
  }

  @Test
  void nameThatIsNotThereCountsNothing() throws IOException {
    assertThat(SimulationLog.read(GOLDEN).count(RequestPath.of("request"))).isEqualTo(OkKo.NONE);
  }
}
