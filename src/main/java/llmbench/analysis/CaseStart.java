// SPDX-License-Identifier: Apache-2.0
package llmbench.analysis;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import llmbench.plan.Case;
import llmbench.recording.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a case before its load and not told by its records; the {@code context} of their
 * header ({@code docs/records.md}).
 *
 * @param batchStarted when the run began to which the case belongs; the epoch in a file of version
 *     1
 * @param benchCase the case
 * @param modelId vLLM's {@code model_id}
 * @param tokenizerId vLLM's {@code tokenizer_id}; null without a tokenizer
 * @param simulated whether the embedded simulator was measured
 * @param versions names to versions of what measured
 * @param label vLLM's {@code --label}; null without. As a text of its own, since {@code options}
 *     hold {@code 1.10} as a number
 * @param metadata vLLM's {@code --metadata}, likewise
 * @param options the plan's options
 * @param sections further members of the result's {@code llmbench}, in order
 */
public record CaseStart(
    Instant batchStarted,
    Case benchCase,
    String modelId,
    @Nullable String tokenizerId,
    boolean simulated,
    Map<String, String> versions,
    @Nullable String label,
    Map<String, String> metadata,
    Map<String, Object> options,
    Map<String, Object> sections) {
  /** Stands for a name that a file of version 1 does not hold. */
  public static final String UNKNOWN = "unknown";

  private static final String CASE = "case";

  private static final Pattern NAME =
      Pattern.compile("(?:io(\\d{1,9})x(\\d{1,9})_)?mc(\\d{1,9}|inf)_np\\d+");

  /** For {@link RecordHeader#context}. */
  @SuppressWarnings("NullAway") // JSON's null is a value of the map
  public Map<String, Object> toContext() {
    Map<String, Object> cell = new LinkedHashMap<>();
    cell.put("number", benchCase.number());
    cell.put("run", benchCase.run());
    cell.put("input_len", benchCase.inputLen());
    cell.put("output_len", benchCase.outputLen());
    cell.put("max_concurrency", benchCase.maxConcurrency());
    if (benchCase.given() != null) {
      cell.put("given", benchCase.given());
    }
    if (!Double.isInfinite(benchCase.requestRate())) {
      cell.put("request_rate", benchCase.requestRate());
    }
    if (benchCase.probe() != null) {
      cell.put("search", benchCase.probe().cell());
      cell.put("probe", benchCase.probe().number());
    }
    Map<String, Object> context = new LinkedHashMap<>();
    context.put("batch_started", batchStarted.toString());
    context.put(CASE, cell);
    context.put("model_id", modelId);
    context.put("tokenizer_id", tokenizerId);
    context.put("simulated", simulated);
    context.put("versions", versions);
    context.put("label", label);
    context.put("metadata", metadata);
    context.put("options", options);
    context.put("sections", sections);
    return context;
  }

  /**
   * Reads a header. One of version 1 tells no more than its case's name: the rest is {@link
   * #UNKNOWN} or empty.
   *
   * @throws IllegalArgumentException if a value is missing or not of its type, with the key
   */
  static CaseStart of(RecordHeader header) {
    if (header.context().isEmpty()) {
      return new CaseStart(
          Instant.EPOCH,
          ofName(header.caseName(), header.numPrompts()),
          UNKNOWN,
          UNKNOWN,
          false,
          Map.of(),
          null,
          Map.of(),
          Map.of(),
          Map.of());
    }
    Members context = new Members("context", header.context());
    Members cell = context.map(CASE);
    return new CaseStart(
        context.instant("batch_started"),
        new Case(
            cell.integer("number"),
            cell.integer("run"),
            cell.integerOrNull("input_len"),
            cell.integerOrNull("output_len"),
            cell.integerOrNull("max_concurrency"),
            header.numPrompts(),
            cell.integerOrNull("given"),
            rate(cell),
            probe(cell)),
        context.text("model_id"),
        context.textOrNull("tokenizer_id"),
        context.flag("simulated"),
        context.map("versions").texts(),
        context.textOrNull("label"),
        context.map("metadata").texts(),
        context.map("options").values(),
        context.map("sections").values());
  }

  private static double rate(Members cell) {
    Double rate = cell.numberOrNull("request_rate");
    return rate == null ? Double.POSITIVE_INFINITY : rate;
  }

  private static Case.@Nullable SearchProbe probe(Members cell) {
    String search = cell.textOrNull("search");
    return search == null ? null : new Case.SearchProbe(search, cell.integer("probe"));
  }

  private static Case ofName(String name, int numPrompts) {
    Matcher parts = NAME.matcher(name);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "case: expected a name such as io256x256_mc1_np10, found " + name);
    }
    return new Case(
        1,
        parts.group(1) == null ? null : Integer.valueOf(parts.group(1)),
        parts.group(2) == null ? null : Integer.valueOf(parts.group(2)),
        parts.group(3).equals("inf") ? null : Integer.valueOf(parts.group(3)),
        numPrompts);
  }
}
