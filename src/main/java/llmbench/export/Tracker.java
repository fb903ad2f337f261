// SPDX-License-Identifier: Apache-2.0
package llmbench.export;

import java.io.Closeable;
import java.io.IOException;

/** A server that keeps runs, such as MLflow's. */
public interface Tracker extends Closeable {
  /**
   * Logs a run, whole or not at all: a run that could not be logged to its end is marked as failed.
   * One that is there already is not logged again.
   *
   * @return where to look at it
   * @throws IOException in one sentence, if it could not be logged
   */
  String log(TrackedRun run) throws IOException;
}
