// SPDX-License-Identifier: Apache-2.0
package llmbench.results;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import llmbench.metrics.ConversationMetrics;
import llmbench.metrics.TurnSample;
import llmbench.plan.Case;
import llmbench.plan.DatasetOptions;
import llmbench.plan.Plan;
import org.jspecify.annotations.Nullable;

/**
 * A JSON list with the figures of each turn, vLLM's {@code --stats-json-output}: its keys in its
 * order, then {@code turn} and, where the server says it, {@code cached_percent}. A figure that
 * does not exist is null.
 */
final class TurnStatsFile {
  private TurnStatsFile() {}

  /**
   * Writes the file that a plan asks for, if it does: the turns of a case by vLLM's reading, in the
   * order of their records.
   *
   * @throws IOException if it cannot be written; with its name
   */
  static void write(Plan plan, Case benchCase, @Nullable ConversationMetrics conversations)
      throws IOException {
    Path file =
        plan.dataset().options() instanceof DatasetOptions.MultiTurn turns
            ? FileOfCase.of(turns.output().stats(), plan, benchCase)
            : null;
    if (file == null || conversations == null) {
      return;
    }
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    AtomicFile.write(
        file,
        out -> {
          Writer to = new OutputStreamWriter(out, StandardCharsets.UTF_8);
          write(conversations.vllmTurns(), to);
          to.flush();
        });
  }

  /**
   * Writes them in their order.
   *
   * @throws IOException if the writer fails
   */
  static void write(List<TurnSample> turns, Writer to) throws IOException {
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter(
            Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                .withArrayEmptySeparator(""));
    DefaultIndenter indent = new DefaultIndenter("  ", "\n");
    printer.indentArraysWith(indent);
    printer.indentObjectsWith(indent);
    JsonGenerator json = new JsonFactory().createGenerator(to);
    json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    json.setPrettyPrinter(printer);
    json.writeStartArray();
    for (TurnSample turn : turns) {
      json.writeStartObject();
      number(json, "ttft_ms", turn.ttftMillis());
      number(json, "tpot_ms", turn.tpotMillis());
      number(json, "latency_ms", turn.latencyMillis());
      number(json, "start_time_ms", turn.startMillis());
      json.writeNumberField("input_num_turns", turn.inputNumTurns());
      json.writeNumberField("input_num_tokens", turn.inputNumTokens());
      json.writeNumberField("output_num_tokens", turn.outputNumTokens());
      json.writeNumberField("output_num_chunks", turn.outputNumChunks());
      json.writeNumberField("output_num_first_chunk_tokens", turn.outputNumFirstChunkTokens());
      number(json, "approx_cached_percent", turn.approxCachedPercent());
      json.writeStringField("conversation_id", turn.conversationId());
      json.writeNumberField("client_id", turn.clientId());
      json.writeNumberField("turn", turn.turn());
      if (!Double.isNaN(turn.cachedPercent())) {
        number(json, "cached_percent", turn.cachedPercent());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
    json.close();
  }

  private static void number(JsonGenerator json, String key, double value) throws IOException {
    if (Double.isNaN(value)) {
      json.writeNullField(key);
    } else {
      json.writeNumberField(key, value);
    }
  }
}
