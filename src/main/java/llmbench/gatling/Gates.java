// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import io.netty.channel.EventLoop;
import llmbench.gatling.Lane.Due;
import org.jspecify.annotations.Nullable;

/**
 * What holds the requests of a case back that are due: a cap on those in flight, and one on those
 * that wait for their first output. All lanes of a case go through the same gates, so that the caps
 * hold for what they send together.
 *
 * <pre>
 *  due ──► in flight: at most max_concurrency ──► waits for its first output:      ──► streams
 *          (the others queue)                     at most prefill_concurrency
 * </pre>
 */
final class Gates {
  private final Gate<Due> inFlight;
  private final @Nullable Gate<Due> prefill;

  /**
   * Gates that nobody has come to.
   *
   * @param cap most requests in flight; {@link Gate#OPEN} for no limit
   * @param prefillCap most requests that wait for their first output; {@link Gate#OPEN} likewise
   */
  Gates(int cap, int prefillCap) {
    this.inFlight = new Gate<>(cap);
    this.prefill = prefillCap == Gate.OPEN ? null : new Gate<>(prefillCap);
  }

  /** A request is due: its lane is told at once, or later, that it may be sent; on the loop. */
  void enter(Due due, EventLoop loop) {
    if (inFlight.enter(due)) {
      admit(due, loop);
    }
  }

  /** It has a place in flight; it may still have to wait until others have their first output. */
  private void admit(Due due, EventLoop loop) {
    if (prefill == null || prefill.enter(due)) {
      due.send(loop);
    }
  }

  /** What is run when a request has its first output, or ended without; null for nothing. */
  @Nullable Runnable whenFirst(EventLoop loop) {
    Gate<Due> gate = prefill;
    return gate == null ? null : () -> prefilled(gate, loop);
  }

  private void prefilled(Gate<Due> gate, EventLoop loop) {
    Due next = gate.leave();
    while (next != null) {
      next.wasHeld();
      if (!next.unwanted()) {
        next.send(loop);
        return;
      }
      next.drop();
      ended(loop); // it had a place in flight
      next = gate.leave();
    }
  }

  /** A request that was in flight has ended: the next one that waits is let in. */
  void ended(EventLoop loop) {
    Due next = inFlight.leave();
    while (next != null) {
      next.wasHeld();
      if (!next.unwanted()) {
        admit(next, loop);
        return;
      }
      next.drop();
      next = inFlight.leave();
    }
  }
}
