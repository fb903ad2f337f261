// SPDX-License-Identifier: Apache-2.0
package llmbench.metrics;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import llmbench.recording.Outcome;

/** Groups cancelled requests by why the client ended them. */
final class CancelReasons {
  private final Map<String, FailureCounts> byReason = new TreeMap<>();

  void add(int httpStatus, String reason) {
    byReason
        .computeIfAbsent(reason, key -> new FailureCounts())
        .add(Outcome.CANCELLED.key(), httpStatus, reason);
  }

  /** The most frequent first. */
  List<FailureGroup> groups() {
    return byReason.values().stream()
        .flatMap(counts -> counts.groups().stream())
        .sorted((a, b) -> Integer.compare(b.count(), a.count()))
        .toList();
  }
}
