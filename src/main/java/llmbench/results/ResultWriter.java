// SPDX-License-Identifier: Apache-2.0
package llmbench.results;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import llmbench.metrics.ServingMetrics;
import llmbench.plan.AnswerKind;
import llmbench.plan.Case;
import llmbench.plan.OutputSpec;
import llmbench.plan.Plan;

/**
 * Writes a case's result: one line of JSON with the keys of {@code vllm bench serve} 0.32 in its
 * order, then {@code llmbench}. The types are vLLM's; a double is written with as few digits as
 * read back equal, and characters beyond ASCII are escaped, as Python's {@code json.dump} does.
 */
public final class ResultWriter {
  /** The top level's only member that is not vLLM's. */
  static final String LLMBENCH = "llmbench";

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
                  .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                  .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                  .build())
          .build();

  private ResultWriter() {}

  /** Where a case's result lies: its file, directly in the result folder. */
  public static Path fileOf(Plan plan, Case benchCase) {
    String name = plan.output().resultFilename();
    return plan.output().resultDir().resolve(name == null ? benchCase.resultFilename() : name);
  }

  /**
   * Writes a case's result, or replaces it whole.
   *
   * @return the file, as {@link #fileOf} gives it
   * @throws IOException naming the file, if it could not be written; an older one is untouched
   */
  public static Path write(ServingMetrics metrics, ResultContext context) throws IOException {
    Path file = fileOf(context.plan(), context.benchCase());
    AtomicFile.write(file, out -> writeTo(out, metrics, context));
    if (context.plan().metrics().hdrHistograms()) {
      HistogramLogs.write(metrics, context);
    }
    return file;
  }

  /**
   * Adds a case's result on a line of its own after what its file holds, as vLLM's {@code
   * --append-result}; {@link #write} where there is no such file.
   *
   * @return the file, as {@link #fileOf} gives it
   * @throws IOException naming the file, if it could not be written; it is untouched then
   */
  public static Path append(ServingMetrics metrics, ResultContext context) throws IOException {
    Path file = fileOf(context.plan(), context.benchCase());
    byte[] before = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
    if (before.length == 0) {
      return write(metrics, context);
    }
    AtomicFile.write(
        file,
        out -> {
          out.write(before);
          if (before[before.length - 1] != '\n') {
            out.write('\n');
          }
          writeTo(out, metrics, context);
        });
    if (context.plan().metrics().hdrHistograms()) {
      HistogramLogs.write(metrics, context);
    }
    return file;
  }

  /** A value as a result has it. */
  static byte[] json(Object value) throws IOException {
    return MAPPER.writeValueAsBytes(value);
  }

  static JsonParser parser(InputStream in) throws IOException {
    return MAPPER.createParser(in);
  }

  static void writeTo(OutputStream out, ServingMetrics metrics, ResultContext context)
      throws IOException {
    Plan plan = context.plan();
    Case benchCase = context.benchCase();
    OutputSpec output = plan.output();
    AnswerKind answers = plan.metrics().answers();
    List<String> ignoredMetadata = new ArrayList<>();
    try (JsonGenerator json = MAPPER.createGenerator(out)) {
      FigureFields fields = new FigureFields(json);
      json.writeStartObject();
      json.writeStringField("date", DATE.format(context.date()));
      json.writeStringField("endpoint_type", plan.target().backend());
      json.writeStringField("backend", plan.target().backend());
      json.writeStringField("label", output.label());
      json.writeStringField("model_id", context.modelId());
      json.writeStringField("tokenizer_id", context.tokenizerId());
      json.writeNumberField("num_prompts", benchCase.asked());
      for (Map.Entry<String, String> entry : output.metadata().entrySet()) {
        if (reserved(entry.getKey())) {
          ignoredMetadata.add(entry.getKey());
        } else {
          json.writeStringField(entry.getKey(), entry.getValue());
        }
      }
      LoadFields.write(json, plan.load(), benchCase);
      json.writeNumberField("duration", metrics.durationSeconds());
      fields.writeCounts(metrics.figures(), answers);
      new RequestArrays(json, metrics.requests(), answers).write(output.saveDetailed());
      fields.writePeaks(metrics.figures(), answers);
      for (Map.Entry<String, Object> figure : context.decoding().entrySet()) {
        json.writeObjectField(figure.getKey(), figure.getValue());
      }
      fields.writeLatencies(metrics.figures(), plan.metrics(), benchCase);
      json.writeFieldName(LLMBENCH);
      new LlmbenchFields(json, fields).write(metrics, context, ignoredMetadata);
      json.writeEndObject();
    }
  }

  /** Whether a name belongs to the result, so that metadata may not have it. */
  private static boolean reserved(String key) {
    return key.equals(LLMBENCH) || Double.isFinite(VllmKeys.place(key));
  }
}
