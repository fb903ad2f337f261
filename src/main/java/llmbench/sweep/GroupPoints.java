// SPDX-License-Identifier: Apache-2.0
package llmbench.sweep;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The points of one server in the order of their measurement, and their results in the order of the
 * table. In a workload sweep the levels between become known when the two ends are measured.
 */
final class GroupPoints {
  private final Sweep.Group group;
  private final Sweep sweep;
  private final Deque<ParameterSet> benches;
  private final Deque<SweepPoint> known = new ArrayDeque<>();
  private final Set<String> folders = new HashSet<>();
  private final List<List<ObjectNode>> ends = new ArrayList<>();
  private final List<ObjectNode> inner = new ArrayList<>();
  private final List<ObjectNode> results = new ArrayList<>();

  GroupPoints(Sweep sweep, Sweep.Group group) {
    this.sweep = sweep;
    this.group = group;
    this.benches = new ArrayDeque<>(group.benches());
  }

  ParameterSet serve() {
    return group.serve();
  }

  /** The next point; empty when there is none left. */
  Optional<SweepPoint> next() {
    if (known.isEmpty() && !benches.isEmpty()) {
      ParameterSet bench = benches.element();
      Workload workload = sweep.workload();
      if (workload == null) {
        benches.remove();
        known.add(new SweepPoint(group.serve(), bench));
      } else {
        add(workload.serial(group.serve(), bench));
        add(workload.batch(group.serve(), bench));
      }
    }
    return Optional.ofNullable(known.poll());
  }

  /** A level whose folder was used already, which happens where sets have names, is passed over. */
  private void add(SweepPoint point) {
    if (folders.add(point.folder())) {
      known.add(point);
    }
  }

  /** Takes the results of the point that was given last. */
  void measured(List<ObjectNode> runs) {
    Workload workload = sweep.workload();
    if (workload == null) {
      results.addAll(runs);
      return;
    }
    if (ends.size() < 2) {
      ends.add(runs);
      if (ends.size() == 2 && ends.stream().noneMatch(List::isEmpty)) {
        for (int level : workload.levels(ends.get(0), ends.get(1))) {
          add(workload.between(group.serve(), benches.element(), level));
        }
      }
    } else {
      inner.addAll(runs);
    }
    if (ends.size() == 2 && known.isEmpty()) {
      close();
    }
  }

  /** Without both ends there is no curve, and vLLM's table has nothing of it. */
  private void close() {
    if (ends.stream().noneMatch(List::isEmpty)) {
      results.addAll(ends.get(0));
      results.addAll(inner);
      results.addAll(ends.get(1));
    }
    ends.clear();
    inner.clear();
    folders.clear();
    benches.remove();
  }

  List<ObjectNode> results() {
    return results;
  }
}
