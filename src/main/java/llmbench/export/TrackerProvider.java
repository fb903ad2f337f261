// SPDX-License-Identifier: Apache-2.0
package llmbench.export;

import java.io.IOException;

/** Opens a {@link Tracker}; found by {@link java.util.ServiceLoader} in an artifact apart. */
public interface TrackerProvider {
  /**
   * Connects to the server; the experiment is made if it is not there.
   *
   * @throws IOException in one sentence, if the server cannot be reached or refuses
   */
  Tracker open(Tracking where) throws IOException;
}
