// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import llmbench.results.RunOutcome;
import llmbench.results.StatusFile;

/**
 * Why a run of a sweep failed: what its {@code status.json} says, or else what it printed last.
 *
 * @param message ready for the user
 */
record PointFailure(RunOutcome outcome, String message) {
  /**
   * Of a run whose exit code is not 0.
   *
   * @param folder the run's own
   */
  static PointFailure of(Path folder, PointProcess.End end) {
    String code = "the run ended with exit code " + end.exitCode();
    Path file = folder.resolve(StatusFile.FILE_NAME);
    try {
      if (Files.isRegularFile(file)) {
        JsonNode status = new JsonMapper().readTree(Files.readAllBytes(file));
        RunOutcome outcome =
            RunOutcome.valueOf(status.path("outcome").asText().toUpperCase(Locale.ROOT));
        if (outcome != RunOutcome.OK) {
          String why = status.path("message").asText();
          return new PointFailure(
              outcome, code + ", " + outcome.key() + (why.isEmpty() ? "" : ": " + why));
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      // A status that is none says nothing.
    }
    String last = end.lastErrors();
    return new PointFailure(
        RunOutcome.INTERNAL_ERROR, last.isBlank() ? code : code + "; it said last:\n" + last);
  }
}
