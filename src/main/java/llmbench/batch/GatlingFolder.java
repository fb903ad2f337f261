// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import llmbench.gatling.GatlingLauncher;

/**
 * Finds the log of the run that this JVM is. Gatling tells a simulation neither its run's name nor
 * its folder, so the newest log that was begun after the run's start is taken, below the folder
 * that Gatling was told to write to.
 */
final class GatlingFolder {
  private static final String LOG = "simulation.log";
  private static final Pattern RESULTS_FOLDER =
      Pattern.compile("\\s(?:-rf|--results-folder)\\s+(.+?)(?=\\s+-|$)");

  /** Under which a result has the place of Gatling's own report. */
  static final String REPORT = "report";

  private GatlingFolder() {}

  /**
   * Where Gatling will write its report of the run, as a link from the results' folder: beside its
   * log, unless it was told to make none.
   */
  static String report(Path log, Path resultDir) {
    Path index = log.toAbsolutePath().normalize().resolveSibling("index.html");
    try {
      return resultDir.toAbsolutePath().normalize().relativize(index).toString().replace('\\', '/');
    } catch (IllegalArgumentException e) {
      return index.toUri().toString(); // another drive
    }
  }

  /**
   * The log, or empty if there is none.
   *
   * @param since when this run began, epoch milliseconds
   */
  static Optional<Path> simulationLog(Path resultsFolder, long since) {
    if (!Files.isDirectory(resultsFolder)) {
      return Optional.empty();
    }
    try (Stream<Path> runs = Files.list(resultsFolder)) {
      return runs.map(run -> run.resolve(LOG))
          .filter(Files::isRegularFile)
          .filter(log -> modified(log) >= since)
          .max(Comparator.comparingLong(GatlingFolder::modified));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * The folder that Gatling writes to: that of {@link GatlingLauncher#FOLDER}, or what follows
   * {@code -rf} or {@code --results-folder} in this JVM's command (which may hold spaces), else
   * Maven's {@code target/gatling}.
   *
   * @param command the JVM's {@code sun.java.command}: the main class and its arguments
   */
  static Path resultsFolder(String command) {
    String told = System.getProperty(GatlingLauncher.FOLDER);
    if (told != null) {
      return Path.of(told);
    }
    Matcher folder = RESULTS_FOLDER.matcher(command);
    return folder.find() ? Path.of(folder.group(1)) : Path.of("target", "gatling");
  }

  private static long modified(Path file) {
    try {
      FileTime time = Files.getLastModifiedTime(file);
      return time.toMillis();
    } catch (IOException e) {
      return Long.MIN_VALUE;
    }
  }
}
