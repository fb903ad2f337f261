// SPDX-License-Identifier: Apache-2.0
package llmbench.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import llmbench.page.LengthPicture;
import llmbench.page.TimelinePage;
import llmbench.plan.Case;
import llmbench.plan.Plan;
import llmbench.plan.RequestRate;
import llmbench.results.AtomicFile;
import llmbench.results.ResultWriter;
import org.jspecify.annotations.Nullable;

/**
 * The result file of {@code vllm bench serve}, by its flags and under its name ({@code
 * compute_result_filename} in {@code vllm/benchmarks/serve.py}).
 *
 * @param asked whether there is to be one
 * @param plots endings of the pictures beside it, which are written without it too
 * @param append whether it is added to the file that is there
 * @param folder where it goes
 * @param filename null for vLLM's name
 * @param label null for the backend
 */
record SavedResult(
    boolean asked,
    Set<String> plots,
    boolean append,
    Path folder,
    @Nullable String filename,
    @Nullable String label) {

  private static final double MOST_DIGITS = 1e16;

  /** What the flags say, by key. */
  static SavedResult asked(Map<String, Object> given) {
    boolean append = Boolean.TRUE.equals(given.get("append_result"));
    Object folder = given.get("result_dir");
    Object filename = given.get("result_filename");
    Object label = given.get("label");
    Set<String> plots = new LinkedHashSet<>();
    if (Boolean.TRUE.equals(given.get("plot_timeline"))) {
      plots.add(TimelinePage.ENDING);
    }
    if (Boolean.TRUE.equals(given.get("plot_dataset_stats"))) {
      plots.add(LengthPicture.ENDING);
    }
    return new SavedResult(
        append || Boolean.TRUE.equals(given.get("save_result")),
        plots,
        append,
        Path.of(folder == null ? "." : folder.toString()).normalize(),
        filename == null ? null : filename.toString(),
        label == null ? null : label.toString());
  }

  /**
   * Copies the result of a run with a single case.
   *
   * @return the file; null if the run has no result
   * @throws IOException if it cannot be written
   */
  @Nullable Path write(Plan plan) throws IOException {
    Path made = ResultWriter.fileOf(plan, plan.cases().get(0));
    if (!asked || !Files.exists(made)) {
      return null;
    }
    byte[] result = Files.readAllBytes(made);
    Path file = file(plan, result);
    byte[] before = append && Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
    AtomicFile.write(
        file,
        out -> {
          out.write(before);
          if (before.length > 0) {
            out.write('\n');
          }
          out.write(result);
        });
    return file;
  }

  /**
   * Copies the pictures of that run, which vLLM's client writes beside the result, with or without
   * one.
   *
   * @return the files; empty if none was asked for or the run has no result
   * @throws IOException if one cannot be written
   */
  List<Path> writePlots(Plan plan) throws IOException {
    Path made = ResultWriter.fileOf(plan, plan.cases().get(0));
    List<Path> written = new ArrayList<>();
    if (plots.isEmpty() || !Files.exists(made)) {
      return written;
    }
    Path file = file(plan, Files.readAllBytes(made));
    for (String ending : plots) {
      Path picture = made.resolveSibling(withoutSuffix(made) + ending);
      if (Files.exists(picture)) {
        Path target = file.resolveSibling(withoutSuffix(file) + ending);
        byte[] content = Files.readAllBytes(picture);
        AtomicFile.write(target, out -> out.write(content));
        written.add(target);
      }
    }
    return written;
  }

  /** A file's name without its last suffix, as {@code pathlib.Path.with_suffix} takes it away. */
  private static String withoutSuffix(Path file) {
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    return dot > 0 && dot < name.length() - 1 ? name.substring(0, dot) : name;
  }

  private Path file(Plan plan, byte[] result) throws IOException {
    return folder.resolve(filename == null ? name(plan, plan.cases().get(0), result) : filename);
  }

  private String name(Plan plan, Case only, byte[] result) throws IOException {
    JsonNode json = new JsonMapper().readTree(new String(result, StandardCharsets.UTF_8));
    String model = json.path("model_id").asText("unknown");
    RequestRate.Ramp ramp = plan.load().arrivals().rampUp();
    return (label == null || label.isEmpty() ? plan.target().backend() : label)
        + (ramp == null
            ? "-" + python(only.requestRate()) + "qps"
            : "-ramp-up-"
                + ramp.strategy().key()
                + "-"
                + plain(ramp.startRps())
                + "qps-"
                + plain(ramp.endRps())
                + "qps")
        + (only.maxConcurrency() == null ? "" : "-concurrency" + only.maxConcurrency())
        + "-"
        + model.substring(model.lastIndexOf('/') + 1)
        + "-"
        + json.path("date").asText("unknown")
        + ".json";
  }

  /** As Python writes a float: {@code inf}, {@code 10.0}, {@code 2.5}. */
  static String python(double number) {
    if (Double.isInfinite(number)) {
      return "inf";
    }
    boolean whole = number == Math.rint(number) && Math.abs(number) < MOST_DIGITS;
    return whole ? (long) number + ".0" : plain(number);
  }

  private static String plain(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }
}
