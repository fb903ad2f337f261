// SPDX-License-Identifier: Apache-2.0
package llmbench.compare;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import llmbench.results.StoredResult;
import llmbench.results.StoredResults;

/**
 * One side of a comparison: the results in files and folders.
 *
 * @param label how it is shown: its files and folders
 * @param cases the runs of each case, by the case's name, in the files' order
 * @param problems what could not be read, a sentence each
 */
public record Side(String label, Map<String, List<StoredResult>> cases, List<String> problems) {

  /**
   * Reads files and folders. Results of one case are runs of it, wherever they lie; a file that is
   * named twice counts once.
   *
   * @throws IOException with a message for the user, if a place is not there or none holds a result
   */
  public static Side of(List<Path> places) throws IOException {
    List<StoredResult> results = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    Set<Path> seen = new HashSet<>();
    for (Path place : places) {
      StoredResults read = StoredResults.of(place);
      problems.addAll(read.problems());
      for (StoredResult result : read.results()) {
        results.add(result);
        seen.add(result.file().toRealPath());
      }
    }
    if (seen.size() < results.stream().map(StoredResult::file).distinct().count()) {
      problems.add("a file was named twice; it counts once");
      results = once(results);
    }
    String label = String.join(" ", places.stream().map(Path::toString).toList());
    if (results.isEmpty()) {
      String why = problems.isEmpty() ? "" : "; " + String.join("; ", problems);
      throw new IOException(
          label
              + ": expected results of llmbench or of vllm bench serve --save-result, found none"
              + why);
    }
    return of(label, results, problems);
  }

  /** The side of results that are read already. */
  public static Side of(String label, List<StoredResult> results, List<String> problems) {
    Map<String, List<StoredResult>> cases = new LinkedHashMap<>();
    for (StoredResult result : results) {
      cases.computeIfAbsent(result.cell(), name -> new ArrayList<>()).add(result);
    }
    return new Side(label, cases, List.copyOf(problems));
  }

  private static List<StoredResult> once(List<StoredResult> results) throws IOException {
    Map<Path, Path> first = new LinkedHashMap<>();
    List<StoredResult> kept = new ArrayList<>();
    for (StoredResult result : results) {
      Path named = first.putIfAbsent(result.file().toRealPath(), result.file());
      if (named == null || named.equals(result.file())) {
        kept.add(result);
      }
    }
    return kept;
  }
}
