// SPDX-License-Identifier: Apache-2.0
package llmbench.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import llmbench.results.AtomicFile;
import llmbench.results.FindFile;
import llmbench.results.RepeatsFile;
import llmbench.results.StatusFile;

/** Writes {@code report.html}. {@code docs/report.md} says what it shows and what it leaves out. */
public final class BatchPage {
  /** Its name. */
  public static final String FILE_NAME = "report.html";

  private static final ObjectMapper JSON = new ObjectMapper();

  private BatchPage() {}

  /**
   * Writes or replaces the page of a batch.
   *
   * @param folder where it is written: the results' folder
   * @param searched whether the folder's {@code find.json} is of these cases
   * @return the file
   * @throws IOException naming the file that could not be read or written
   */
  public static Path write(Path folder, GatheredBatch batch, boolean searched) throws IOException {
    List<PageCase> cases = batch.cases();
    Path runFolder = batch.runFolder();
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("model", distinct(cases, "model_id"));
    view.put("label", distinct(cases, "label"));
    view.put("dates", dates(cases));
    view.put("headline", Headline.of(cases, json(runFolder.resolve(StatusFile.FILE_NAME))));
    CaseTable table = new CaseTable(cases);
    view.put("table", table.view());
    putList(
        view,
        "repeats",
        "anyRepeats",
        RepeatsView.of(cases, table.shown(), json(folder.resolve(RepeatsFile.FILE_NAME))));
    view.put("cases", CaseDetails.of(cases));
    putList(view, "errors", "anyErrors", CaseDetails.errors(cases));
    putList(
        view,
        "searches",
        "anySearches",
        SearchView.of(
            searched ? json(folder.resolve(FindFile.FILE_NAME)) : MissingNode.getInstance()));
    view.put("made", HowMade.of(cases, folder));
    putList(view, "gatling", "anyGatling", HowMade.gatling(cases, runFolder, folder));
    view.put("grain", thinning(batch.grain()));
    List<ChartCase> charts = batch.charts();
    Map<String, Object> shown = new LinkedHashMap<>(); // Map.of has another order in each JVM
    shown.put("cases", charts);
    shown.put("fronts", Fronts.of(charts));
    String data = JSON.writeValueAsString(shown);
    byte[] html =
        PageText.of("page", List.of("charts.js", "frame.js", "page.js"), view, data)
            .getBytes(StandardCharsets.UTF_8);
    Path file = folder.resolve(FILE_NAME);
    AtomicFile.write(file, out -> out.write(html));
    return file;
  }

  /** Mustache does not tell a list from its elements, so whether there are any is said apart. */
  private static void putList(Map<String, Object> view, String name, String any, List<?> list) {
    view.put(name, list);
    view.put(any, !list.isEmpty());
  }

  private static Map<String, Object> thinning(Grain grain) {
    return Map.of(
        "lanes", grain.lanes(),
        "gaps", grain.gaps(),
        "bins", grain.bins(),
        "points", grain.points());
  }

  private static String distinct(List<PageCase> cases, String key) {
    return cases.stream()
        .map(each -> each.sheet().top(key))
        .filter(JsonNode::isTextual)
        .map(JsonNode::asText)
        .distinct()
        .collect(Collectors.joining(", "));
  }

  /** When the first and the last case ended, as results write it. */
  private static String dates(List<PageCase> cases) {
    List<String> dates =
        cases.stream().map(each -> each.sheet().top("date").asText()).sorted().distinct().toList();
    String first = dates.get(0);
    String last = dates.get(dates.size() - 1);
    return first.equals(last) ? readable(first) : readable(first) + " – " + readable(last);
  }

  /** {@code 20260131-121000} as {@code 2026-01-31 12:10:00}. */
  private static String readable(String date) {
    return date.replaceFirst(
        "^(\\d{4})(\\d\\d)(\\d\\d)-(\\d\\d)(\\d\\d)(\\d\\d)$", "$1-$2-$3 $4:$5:$6");
  }

  /** A file's content; a missing node if it is not there or no JSON. */
  private static JsonNode json(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return MissingNode.getInstance();
    }
    try {
      return JSON.readTree(file.toFile());
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }
}
