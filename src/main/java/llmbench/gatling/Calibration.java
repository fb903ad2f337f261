// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import org.jspecify.annotations.Nullable;

/**
 * Load of the client's own before the first case: users who send one request after the other to a
 * server whose times are known, until told to end.
 */
public interface Calibration {
  /** How many users, at least 1. */
  int users();

  /** Prepares; called once, off the event loops. */
  void begin();

  /** Where requests go, once begun: an absolute URL. */
  String url();

  /** The next request; null when the user is to end. On an event loop. */
  @Nullable StreamRequest next();

  /** Whether the connection is given up after that request, so that connecting is warmed too. */
  boolean closes(StreamRequest request);

  /** A request has ended. On its event loop: must neither wait nor compute. */
  void ended(StreamEnd end);

  /** The run is stopped: users are to end. From any thread. */
  void stop();

  /** The last user has ended; called once, off the event loops. */
  void finish();
}
