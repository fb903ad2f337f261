// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import java.time.Duration;
import llmbench.dataset.Prompt;
import llmbench.recording.RequestSession;
import org.jspecify.annotations.Nullable;

/**
 * A request that comes of what became of others: a turn of a conversation, or a call of a graph.
 *
 * @param index its number in the case, from 0
 * @param session where it belongs
 * @param model where it is sent; null for the run's
 * @param limit from sending to the end of its answer; null for the run's
 * @param body what is sent; null if it is yet to be made
 * @param sender who sends it
 */
record SessionCall(
    int index,
    Prompt prompt,
    RequestSession session,
    @Nullable String model,
    @Nullable Duration limit,
    byte @Nullable [] body,
    Sender sender) {

  /** Who sends calls, one client or one agent, and goes on when they have ended. */
  interface Sender {
    /** A call's last try has ended; on its event loop, before its bytes are given away. */
    void ended(SessionCall call, StreamEnd end);

    /**
     * Seconds until a call is sent again; below 0 for the usual ones.
     *
     * @param attempt the try that failed, from 0
     */
    default double backoffSeconds(int attempt) {
      return -1;
    }
  }
}
