// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import llmbench.recording.Outcome;

/** A feed whose requests come of what became of others. Keeps those that are under way. */
abstract class SessionFeed implements Feed, SessionState {
  private final Map<Integer, SessionCall> calls = new ConcurrentHashMap<>();
  private final AtomicInteger next = new AtomicInteger();

  /** The number of the next call, in the order of their coming. */
  final int nextIndex() {
    return next.getAndIncrement();
  }

  /** A call is due: from now on it can be asked for. */
  final void due(SessionCall call) {
    calls.put(call.index(), call);
  }

  /** The call at an index, which is due or under way. */
  final SessionCall call(int index) {
    return Objects.requireNonNull(calls.get(index));
  }

  /** A try has ended; on its event loop, before its bytes are given away. */
  final void ended(StreamEnd end) {
    if (end.last()) {
      SessionCall call = Objects.requireNonNull(calls.remove(end.request().index()));
      call.sender().ended(call, end);
    }
  }

  /** Whether it was neither answered nor has it failed: the run ended first. */
  static boolean cutShort(StreamEnd end) {
    return end.outcome() == Outcome.INTERRUPTED || end.outcome() == Outcome.CANCELLED;
  }
}
