// SPDX-License-Identifier: Apache-2.0
package llmbench.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import llmbench.plan.ExportFormat;

/** Logs a folder's results to a tracking server. */
public final class TrackedRuns {
  private static final String PAGE = "report.html";

  private TrackedRuns() {}

  /**
   * Logs each result as a run. A run that cannot be logged is told, and the others are logged all
   * the same; when the server cannot be reached, none is tried.
   *
   * @throws IOException if the folder cannot be read
   */
  public static Exports.Report log(Path resultDir, Tracking where) throws IOException {
    List<String> addresses = new ArrayList<>();
    List<String> skipped = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    List<ResultDocument> results = ResultDocument.all(resultDir, skipped);
    if (!results.isEmpty()) {
      log(results, resultDir.resolve(PAGE), where, addresses, problems);
    }
    return new Exports.Report(List.of(), addresses, skipped, problems);
  }

  private static void log(
      List<ResultDocument> results,
      Path page,
      Tracking where,
      List<String> addresses,
      List<String> problems) {
    Optional<TrackerProvider> provider = provider();
    if (provider.isEmpty()) {
      problems.add(missing());
      return;
    }
    try (Tracker tracker = provider.get().open(where)) {
      for (ResultDocument result : results) {
        try {
          addresses.add(tracker.log(TrackedRun.of(result, page)));
        } catch (IOException e) {
          problems.add(String.valueOf(e.getMessage()));
        }
      }
    } catch (IOException | LinkageError e) {
      problems.add(String.valueOf(e.getMessage()));
    }
  }

  /** Whether the client is there. */
  static boolean available() {
    return provider().isPresent();
  }

  static String missing() {
    return ApartJar.missing(ExportFormat.MLFLOW, "MLflow's client");
  }

  private static Optional<TrackerProvider> provider() {
    try {
      return ServiceLoader.load(TrackerProvider.class, TrackedRuns.class.getClassLoader())
          .findFirst();
    } catch (ServiceConfigurationError | LinkageError e) {
      return Optional.empty();
    }
  }
}
