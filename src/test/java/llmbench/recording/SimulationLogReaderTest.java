// SPDX-License-Identifier: Apache-2.0
package llmbench.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatling.commons.util.GatlingVersion;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimulationLogReaderTest {
  private static final List<String> SCENARIOS = List.of("chat", "测试", "é");
  private static final List<String> NAMES =
      List.of("request", "第一个词", "naïve", "a / b", "", "tab\there", "\uD83D\uDE00 \uD83D");

  @TempDir Path folder;

  @Test
  void readsTheVersionThatTheProjectRuns() {
    assertThat(SimulationLogReader.GATLING_VERSION)
        .isEqualTo(GatlingVersion.ThisVersion().fullVersion());
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void whatGatlingsOwnCodeWritesIsRead(long seed) throws IOException {
    List<SimulationEvent> events = events(new Random(seed), 2000);
    Path file = write(SimulationLogReader.GATLING_VERSION, events);
    try (SimulationLogReader reader = SimulationLogReader.open(file)) {
      assertThat(reader.simulationClass()).isEqualTo("simulations.Case");
      assertThat(reader.startEpochMillis()).isEqualTo(GatlingWriter.START);
      assertThat(reader.description()).isEmpty();
      assertThat(reader.scenarios()).isEqualTo(SCENARIOS);
      assertThat(readAll(reader)).containsExactlyElementsOf(events);
      assertThat(reader.cutEntry()).isEmpty();
    }
  }

  @Test
  void logCutAtAnyByteGivesTheWholeEntriesBeforeTheCut() throws IOException {
    List<SimulationEvent> events = events(new Random(9), 40);
    byte[] bytes = Files.readAllBytes(write(SimulationLogReader.GATLING_VERSION, events));
    Path cut = folder.resolve("cut.log");
    int readable = 0;
    int mostRead = 0;
    for (int length = 0; length <= bytes.length; length++) {
      Files.write(cut, Arrays.copyOf(bytes, length));
      List<SimulationEvent> read;
      try (SimulationLogReader reader = SimulationLogReader.open(cut)) {
        read = readAll(reader);
        boolean anEntryMore = read.size() > mostRead || readable == 0;
        assertThat(reader.cutEntry().isPresent()).isEqualTo(!anEntryMore);
      } catch (RecordFormatException e) {
        assertThat(readable).as("only a cut first entry is an error").isZero();
        assertThat(e)
            .hasMessageContaining("cut.log")
            .hasMessageContaining("cut in its first entry");
        continue;
      }
      readable++;
      assertThat(read).isEqualTo(events.subList(0, read.size()));
      assertThat(read.size()).isBetween(mostRead, mostRead + 1);
      mostRead = read.size();
    }
    assertThat(mostRead).isEqualTo(events.size());
  }

  @Test
  void anotherVersionIsRefusedWithBothVersions() throws IOException {
    Path file = write("3.14.0", List.of());
    assertThatThrownBy(() -> SimulationLogReader.open(file))
        .isInstanceOf(RecordFormatException.class)
        .hasMessage(
            file
                + ": written by Gatling 3.14.0, but this llmbench reads the log of Gatling 3.15.1"
                + " only: use the llmbench that wrote it");
  }

  @Test
  void textLogOfAnOldGatlingIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("simulation.log"), "RUN\tsimulations.Case\t");
    assertThatThrownBy(() -> SimulationLogReader.open(file))
        .isInstanceOf(RecordFormatException.class)
        .hasMessage(file + ": no binary simulation.log, as Gatling writes it since 3.13");
  }

  @Test
  void bytesThatAreNoLogAreRefused() throws IOException {
    Path file = Files.write(folder.resolve("simulation.log"), new byte[] {0, 127, 1, 1, 1, 1});
    assertThatThrownBy(() -> SimulationLogReader.open(file))
        .isInstanceOf(RecordFormatException.class)
        .hasMessageEndingWith("no simulation.log of Gatling 3.15.1: text of 2130772225 bytes");
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 0, 17})
  void unknownEntryIsNamedWithItsPlace(int kind) throws IOException {
    byte[] entry = {(byte) kind};
    assertBroken(entry, "unknown kind of entry " + kind);
  }

  @Test
  void impossibleValuesAreNamed() throws IOException {
    assertBroken(entry(2, 7), "scenario number 7 of 3");
    assertBroken(entry(2, -1), "scenario number -1 of 3");
    assertBroken(entry(1, -1), "negative count -1");
    assertBroken(entry(1, 0, -4), "text number 4 was not written before");
    assertBroken(entry(1, 0, 0), "text number 0 was not written before");
    assertBroken(entry(4, 1, -5), "text of -5 bytes");
    assertBroken(entry(4, 1, 1, 0x41020000), "text of an unknown coding");
    assertBroken(entry(3, 0), "group without a name");
  }

  private void assertBroken(byte[] entry, String message) throws IOException {
    Path file = write(SimulationLogReader.GATLING_VERSION, List.of());
    long start = Files.size(file);
    Files.write(file, entry, StandardOpenOption.APPEND);
    try (SimulationLogReader reader = SimulationLogReader.open(file)) {
      assertThatThrownBy(reader::read)
          .isInstanceOf(RecordFormatException.class)
          .hasMessage(file + ": broken in the entry at byte " + start + ": " + message);
    }
    Files.delete(file);
  }

  private static byte[] entry(int kind, int... values) {
    ByteBuffer bytes = ByteBuffer.allocate(1 + Integer.BYTES * values.length).put((byte) kind);
    for (int value : values) {
      bytes.putInt(value);
    }
    return bytes.array();
  }

  private Path write(String version, List<SimulationEvent> events) throws IOException {
    Path file = folder.resolve("simulation.log");
    try (GatlingWriter writer = new GatlingWriter(file, version, SCENARIOS)) {
      events.forEach(writer::write);
    }
    return file;
  }

  static List<SimulationEvent> readAll(SimulationLogReader reader) throws IOException {
    List<SimulationEvent> events = new ArrayList<>();
    for (SimulationEvent e = reader.read(); e != null; e = reader.read()) {
      events.add(e);
    }
    return events;
  }

  private static List<SimulationEvent> events(Random random, int count) {
    List<SimulationEvent> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long start = GatlingWriter.START + random.nextInt(1_000_000);
      long end = start + random.nextInt(1_000_000);
      boolean yes = random.nextBoolean();
      events.add(
          switch (random.nextInt(4)) {
            case 0 -> new SimulationEvent.User(pick(random, SCENARIOS), yes, start);
            case 1 ->
                new SimulationEvent.Request(
                    path(random), start, end, yes, yes ? "" : pick(random, NAMES) + i % 50);
            case 2 ->
                new SimulationEvent.Group(path(random), start, end, random.nextInt(9999), yes);
            default -> new SimulationEvent.Crash(pick(random, NAMES), start);
          });
    }
    return events;
  }

  private static RequestPath path(Random random) {
    List<String> groups = random.ints(random.nextInt(3), 0, 2).mapToObj(NAMES::get).toList();
    return new RequestPath(groups, pick(random, NAMES));
  }

  private static String pick(Random random, List<String> from) {
    return from.get(random.nextInt(from.size()));
  }
}
