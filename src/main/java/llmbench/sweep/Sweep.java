// SPDX-License-Identifier: Apache-2.0
package llmbench.sweep;

import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that a sweep measures: groups of points that share a server, in order.
 *
 * @param groups at least one
 * @param workload how levels of load are chosen for each point; null for points as they are
 */
public record Sweep(List<Group> groups, @Nullable Workload workload) {
  private static final int LONGEST_NAME = 255;

  /**
   * The points of one server.
   *
   * @param serve what is changed in the server's command
   * @param benches what each point changes in the benchmark's options; at least one
   */
  public record Group(ParameterSet serve, List<ParameterSet> benches) {}

  /** Keeps its own list. */
  public Sweep {
    groups = List.copyOf(groups);
  }

  /**
   * The product of servers and benchmarks, all benchmarks of a server together; where there are
   * links, only the pairs for which all hold. A server without a point is left out.
   *
   * @param serves {@link ParameterSet#EMPTY} alone for the command as it is
   * @param benches {@link ParameterSet#EMPTY} alone for the options as they are
   * @param workload null for none
   * @throws SweepException with every mistake: no pair left, two points with one folder, a name
   *     that no folder can have, or a parameter that the workload sets
   */
  public static Sweep of(
      List<ParameterSet> serves,
      List<ParameterSet> benches,
      List<Link> links,
      @Nullable Workload workload) {
    List<Group> groups = new ArrayList<>();
    for (ParameterSet serve : serves) {
      List<ParameterSet> linked =
          benches.stream()
              .filter(bench -> links.stream().allMatch(link -> link.holds(serve, bench)))
              .toList();
      if (!linked.isEmpty()) {
        groups.add(new Group(serve, linked));
      }
    }
    Sweep sweep = new Sweep(groups, workload);
    List<String> problems = new ArrayList<>();
    if (groups.isEmpty()) {
      problems.add(
          "link_vars: expected pairs of serve_params and bench_params with equal values, found none");
    }
    if (workload != null) {
      workload.check(benches, problems);
    }
    SweepException.throwIfAny(problems);
    sweep.checkFolders(problems);
    SweepException.throwIfAny(problems);
    return sweep;
  }

  /** The points that are known before the first is measured, in order. */
  public List<SweepPoint> knownPoints() {
    List<SweepPoint> points = new ArrayList<>();
    for (Group group : groups) {
      for (ParameterSet bench : group.benches()) {
        if (workload == null) {
          points.add(new SweepPoint(group.serve(), bench));
        } else {
          points.add(workload.serial(group.serve(), bench));
          points.add(workload.batch(group.serve(), bench));
        }
      }
    }
    return points;
  }

  private void checkFolders(List<String> problems) {
    Map<String, SweepPoint> first = new HashMap<>();
    for (SweepPoint point : knownPoints()) {
      String folder = point.folder();
      String place = place(point);
      SweepPoint before = first.putIfAbsent(folder, point);
      if (before != null) {
        problems.add(
            place
                + ": expected a folder of its own, found \""
                + folder
                + "\" as for "
                + place(before)
                + "; give each a "
                + ParameterSet.NAME);
      } else if (!possible(folder)) {
        problems.add(
            place
                + ": expected a name that a folder can have (at most "
                + LONGEST_NAME
                + " bytes), found \""
                + (folder.length() > 60 ? folder.substring(0, 60) + "…" : folder)
                + "\"; give it a short "
                + ParameterSet.NAME);
      }
    }
  }

  private static boolean possible(String folder) {
    try {
      Path unused = Path.of(folder);
      return folder.getBytes(StandardCharsets.UTF_8).length <= LONGEST_NAME;
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private static String place(SweepPoint point) {
    String serve = point.serve().place();
    String bench = point.bench().place();
    return serve.isEmpty() || bench.isEmpty() ? serve + bench : serve + " with " + bench;
  }
}
