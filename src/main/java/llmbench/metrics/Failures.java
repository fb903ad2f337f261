// SPDX-License-Identifier: Apache-2.0
package llmbench.metrics;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import llmbench.recording.Outcome;
import llmbench.recording.RequestRecord;

/** Failed requests, grouped. */
final class Failures {

  private record Key(Outcome outcome, int status) {}

  private final Map<Key, FailureKind> kinds = new LinkedHashMap<>();
  private int count;

  void add(RequestRecord record) {
    count++;
    String text = record.error() == null ? "" : record.error();
    kinds.merge(
        new Key(record.outcome(), record.httpStatus()),
        new FailureKind(record.outcome(), record.httpStatus(), 1, text),
        (old, one) -> new FailureKind(old.outcome(), old.status(), old.count() + 1, old.example()));
  }

  int count() {
    return count;
  }

  /** The most frequent first. */
  List<FailureKind> kinds() {
    return kinds.values().stream()
        .sorted(Comparator.comparingInt(FailureKind::count).reversed())
        .toList();
  }
}
