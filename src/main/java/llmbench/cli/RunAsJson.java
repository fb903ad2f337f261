// SPDX-License-Identifier: Apache-2.0
package llmbench.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import llmbench.batch.CommandLineRun;
import llmbench.batch.Refusal;
import llmbench.results.FindFile;
import llmbench.results.RunOutcome;
import llmbench.results.StatusFile;
import org.jspecify.annotations.Nullable;

/**
 * A run whose outcome is printed as JSON: its {@code status.json}, the folder, and what a search
 * found. All that is said to people goes to standard error meanwhile. A run that is refused has no
 * file; its outcome and message are printed all the same, also where the JVM is ended for it.
 */
final class RunAsJson {
  private static final JsonMapper JSON = new JsonMapper();

  private final PrintWriter out;
  private final FileTime begun = FileTime.from(Instant.now().truncatedTo(ChronoUnit.SECONDS));
  private boolean printed;

  private RunAsJson(PrintWriter out) {
    this.out = out;
  }

  /**
   * Takes standard output for the JSON.
   *
   * @param out the command's, which is bound to it
   */
  @SuppressWarnings("SystemOut") // what is printed there from now on is for people
  static RunAsJson begin(PrintWriter out) {
    RunAsJson run = new RunAsJson(out);
    System.setOut(System.err);
    Runtime.getRuntime().addShutdownHook(new Thread(run::refusedInTheRun, "llmbench-json"));
    return run;
  }

  /** Prints what a run has left there. */
  void print(Path folder) {
    print(folder, null);
  }

  /**
   * The same with the file that a result was saved as.
   *
   * @param saved null for none
   */
  void print(Path folder, @Nullable Path saved) {
    Path status = folder.resolve(StatusFile.FILE_NAME);
    ObjectNode json = fresh(status) ? read(status) : JSON.createObjectNode();
    json.put("result_dir", folder.toString());
    if (saved != null) {
      json.put("result", saved.toString());
    }
    Path found = folder.resolve(FindFile.FILE_NAME);
    if (fresh(found)) {
      json.set("find", read(found));
    }
    print(json);
  }

  /** Prints the status of the sweep that was the last to be written below the folder. */
  void printSweep(Path experiments) {
    print(newest(experiments).orElse(experiments));
  }

  private Optional<Path> newest(Path experiments) {
    try (Stream<Path> folders = Files.list(experiments)) {
      return folders
          .filter(each -> fresh(each.resolve(StatusFile.FILE_NAME)))
          .max(Comparator.comparing(each -> modified(each.resolve(StatusFile.FILE_NAME))));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Prints why there is no run. */
  void refused(Refusal refusal) {
    refused(refusal.outcome(), refusal.getMessage());
  }

  private void refused(RunOutcome outcome, String message) {
    ObjectNode json = JSON.createObjectNode();
    json.put("outcome", outcome.key());
    json.put("message", Refusals.asTyped(message));
    print(json);
  }

  private void refusedInTheRun() {
    CommandLineRun.Refused why = CommandLineRun.refused();
    if (why != null) {
      refused(why.outcome(), why.message());
    }
  }

  private synchronized void print(ObjectNode json) {
    if (!printed) {
      printed = true;
      out.println(json.toPrettyString());
      out.flush();
    }
  }

  private boolean fresh(Path file) {
    return Files.isRegularFile(file) && modified(file).compareTo(begun) >= 0;
  }

  private static FileTime modified(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      return FileTime.fromMillis(0);
    }
  }

  private static ObjectNode read(Path file) {
    try {
      JsonNode json = JSON.readTree(file.toFile());
      return json instanceof ObjectNode object ? object : JSON.createObjectNode();
    } catch (IOException e) {
      return JSON.createObjectNode();
    }
  }
}
