// SPDX-License-Identifier: Apache-2.0
package llmbench.recording;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Streams the entries of a {@code simulation.log} of Gatling {@value #GATLING_VERSION}, one in
 * memory at a time. The format is Gatling's own and private, so a log of any other version is
 * refused. Not thread-safe.
 *
 * <p>Source: {@code LogFileDataWriter.scala} and {@code LogFileReader.scala} of that version.
 */
final class SimulationLogReader implements AutoCloseable {
  /** The only version whose log is read. */
  static final String GATLING_VERSION = "3.15.1";

  private static final int RUN = 0;
  private static final int REQUEST = 1;
  private static final int USER = 2;
  private static final int GROUP = 3;
  private static final int ERROR = 4;

  private final Path file;
  private final GatlingInput in;
  private String simulationClass = "";
  private String description = "";
  private long startEpochMillis;
  private final List<String> scenarios = new ArrayList<>();
  private boolean atEnd;
  private @Nullable String cutEntry;

  /**
   * Opens the log and reads its first entry, the run's.
   *
   * @throws RecordFormatException if it is no log of Gatling {@value #GATLING_VERSION}
   */
  static SimulationLogReader open(Path file) throws IOException {
    GatlingInput in = new GatlingInput(Files.newInputStream(file));
    try {
      SimulationLogReader reader = new SimulationLogReader(file, in);
      reader.readRun();
      return reader;
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  private SimulationLogReader(Path file, GatlingInput in) {
    this.file = file;
    this.in = in;
  }

  /** The simulation's class. */
  String simulationClass() {
    return simulationClass;
  }

  /** What the user gave as the run's description; may be empty. */
  String description() {
    return description;
  }

  /** When the run started. */
  long startEpochMillis() {
    return startEpochMillis;
  }

  /** Names of the scenarios that the run could start. */
  List<String> scenarios() {
    return List.copyOf(scenarios);
  }

  /**
   * The next entry, null at the end. An entry that is cut, as a killed run leaves the last one, is
   * passed over and {@link #cutEntry} says so.
   *
   * @throws RecordFormatException if there is something that Gatling cannot have written
   */
  @Nullable SimulationEvent read() throws IOException {
    if (atEnd) {
      return null;
    }
    long start = in.offset();
    int kind = in.readByteOrEnd();
    try {
      SimulationEvent event =
          switch (kind) {
            case USER -> readUser();
            case REQUEST -> readRequest();
            case GROUP -> readGroup();
            case ERROR -> new SimulationEvent.Crash(in.readCachedString(), readTime());
            case -1 -> null;
            default -> throw new IllegalArgumentException("unknown kind of entry " + kind);
          };
      atEnd = event == null;
      return event;
    } catch (EOFException e) {
      atEnd = true;
      cutEntry = file + ": cut in the middle of the entry at byte " + start;
      return null;
    } catch (IllegalArgumentException e) {
      throw new RecordFormatException(
          file + ": broken in the entry at byte " + start + ": " + e.getMessage(), e);
    }
  }

  /** A sentence for the user if the last entry was cut; empty if not, or before the end. */
  Optional<String> cutEntry() {
    return Optional.ofNullable(cutEntry);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private void readRun() throws IOException {
    try {
      int kind = in.readByteOrEnd();
      if (kind < 0) {
        throw new EOFException();
      }
      if (kind != RUN) {
        throw new RecordFormatException(
            file + ": no binary simulation.log, as Gatling writes it since 3.13");
      }
      String version = in.readString();
      if (!version.equals(GATLING_VERSION)) {
        throw new RecordFormatException(
            file
                + ": written by Gatling "
                + version
                + ", but this llmbench reads the log of Gatling "
                + GATLING_VERSION
                + " only: use the llmbench that wrote it");
      }
      simulationClass = in.readString();
      startEpochMillis = in.readLong();
      description = in.readString();
      for (int left = in.readCount(); left > 0; left--) {
        scenarios.add(in.readString());
      }
      for (int left = in.readCount(); left > 0; left--) {
        in.skipBytes(); // an assertion, pickled
      }
    } catch (EOFException e) {
      throw new RecordFormatException(
          file + ": cut in its first entry at byte " + in.offset() + ", nothing can be read", e);
    } catch (IllegalArgumentException e) {
      throw new RecordFormatException(
          file + ": no simulation.log of Gatling " + GATLING_VERSION + ": " + e.getMessage(), e);
    }
  }

  private SimulationEvent readUser() throws IOException {
    int scenario = in.readInt();
    if (scenario < 0 || scenario >= scenarios.size()) {
      throw new IllegalArgumentException("scenario number " + scenario + " of " + scenarios.size());
    }
    return new SimulationEvent.User(scenarios.get(scenario), in.readBoolean(), readTime());
  }

  private SimulationEvent readRequest() throws IOException {
    List<String> groups = readGroups();
    return new SimulationEvent.Request(
        new RequestPath(groups, in.readCachedString()),
        readTime(),
        readTime(),
        in.readBoolean(),
        in.readCachedString());
  }

  private SimulationEvent readGroup() throws IOException {
    List<String> groups = readGroups();
    if (groups.isEmpty()) {
      throw new IllegalArgumentException("group without a name");
    }
    int last = groups.size() - 1;
    return new SimulationEvent.Group(
        new RequestPath(groups.subList(0, last), groups.get(last)),
        readTime(),
        readTime(),
        in.readInt(),
        in.readBoolean());
  }

  private List<String> readGroups() throws IOException {
    List<String> groups = new ArrayList<>();
    for (int left = in.readCount(); left > 0; left--) {
      groups.add(in.readCachedString());
    }
    return groups;
  }

  private long readTime() throws IOException {
    return startEpochMillis + in.readInt();
  }
}
