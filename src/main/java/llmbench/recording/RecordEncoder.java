// SPDX-License-Identifier: Apache-2.0
package llmbench.recording;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes headers, records and marks as lines of JSON ({@code docs/records.md}). One buffer is
 * reused, so an encoder belongs to one thread and a line is valid until the next.
 */
final class RecordEncoder {
  /** The {@code format} of every header. */
  static final String FORMAT = "llmbench-records";

  /** Whole surrogate pairs as UTF-8; halves, which a server may send, stay JSON escapes. */
  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
                  .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
                  .build())
          .build();

  private final Line line = new Line();

  ByteBuffer encode(RecordHeader header) {
    return encode(
        json -> {
          json.writeStringField("format", FORMAT);
          json.writeNumberField("version", header.formatVersion());
          json.writeStringField("case", header.caseName());
          json.writeNumberField("anchor_epoch_ms", header.anchorEpochMillis());
          if (header.anchorNanos() != null) {
            json.writeNumberField("anchor_nanos", header.anchorNanos());
          }
          json.writeNumberField("num_prompts", header.numPrompts());
          if (!header.context().isEmpty()) {
            json.writePOJOField("context", header.context());
          }
        });
  }

  ByteBuffer encode(RecordMark mark) {
    return encode(
        json -> {
          json.writeStringField(RecordDecoder.MARK, mark.name());
          for (Map.Entry<String, Object> value : mark.values().entrySet()) {
            json.writePOJOField(value.getKey(), value.getValue());
          }
        });
  }

  ByteBuffer encode(RequestRecord record) {
    return encode(json -> write(json, record));
  }

  private ByteBuffer encode(Fields fields) {
    line.reset();
    try (JsonGenerator json = JSON.createGenerator(line)) {
      json.writeStartObject();
      fields.writeTo(json);
      json.writeEndObject();
      json.writeRaw('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e); // no disk is involved
    }
    return line.view();
  }

  /** What people look for comes first; {@link RecordFields}' defaults are left out. */
  private static void write(JsonGenerator json, RequestRecord r) throws IOException {
    if (r.about().phase() != Phase.MEASURED) { // a mark to a reader that only wants the others
      json.writeStringField(RecordDecoder.MARK, r.about().phase().key());
    }
    json.writeNumberField("index", r.index());
    if (r.attempt() != 0) {
      json.writeNumberField("attempt", r.attempt());
    }
    if (!r.last()) {
      json.writeBooleanField("last", false);
    }
    json.writeStringField("id", r.requestId());
    json.writeStringField("outcome", r.outcome().key());
    if (r.httpStatus() != 0) {
      json.writeNumberField("status", r.httpStatus());
    }
    writeIfGiven(json, "finish", r.finishReason());
    writeIfGiven(json, "error", r.error());
    json.writeNumberField("asked_prompt", r.askedPromptTokens());
    json.writeNumberField("asked_output", r.askedOutputTokens());
    json.writeNumberField("prompt_tokens", r.promptTokens());
    json.writeStringField("prompt_from", r.promptTokensFrom().key());
    json.writeNumberField("output_tokens", r.outputTokens());
    json.writeStringField("output_from", r.outputTokensFrom().key());
    if (r.cachedPromptTokens() != -1) {
      json.writeNumberField("cached", r.cachedPromptTokens());
    }
    if (r.reasoningTokens() != -1) {
      json.writeNumberField("reasoning", r.reasoningTokens());
    }
    json.writeNumberField("intended", r.intendedNanos());
    json.writeNumberField("sent", r.sentNanos());
    if (r.writtenNanos() != -1) {
      json.writeNumberField("written", r.writtenNanos());
    }
    if (r.headersNanos() != -1) {
      json.writeNumberField("headers", r.headersNanos());
    }
    json.writeNumberField("end", r.endNanos());
    writeChunks(json, r.chunkNanos(), r.chunkKinds());
    if (r.chunkTokens().length > 0) {
      json.writeFieldName("tokens");
      json.writeArray(r.chunkTokens(), 0, r.chunkTokens().length);
    }
    writeAbout(json, r.about());
    writeIfGiven(json, "text", r.generatedText());
  }

  private static void writeAbout(JsonGenerator json, RequestAbout about) throws IOException {
    if (about.sequences() != 1) {
      json.writeNumberField("sequences", about.sequences());
    }
    if (about.audioSeconds() != 0) {
      json.writeNumberField("audio_s", about.audioSeconds());
    }
    writeIfGiven(json, "model", about.model());
    writeIfGiven(json, "target", about.target());
    writeIfGiven(json, "source", about.source());
    if (about.correct() != null) {
      json.writeBooleanField("correct", about.correct());
    }
    if (about.releasedNanos() != RequestAbout.NOT_HELD) {
      json.writeNumberField("released", about.releasedNanos());
    }
    writeSession(json, about.session());
    writeClass(json, about.workload());
  }

  private static void writeClass(JsonGenerator json, RequestClass workload) throws IOException {
    writeIfGiven(json, "workload", workload.name());
    if (workload.limited()) {
      json.writeObjectFieldStart("slo");
      writeLimit(json, RecordFields.TTFT, workload.ttftMillis());
      writeLimit(json, RecordFields.TPOT, workload.tpotMillis());
      writeLimit(json, RecordFields.E2EL, workload.e2elMillis());
      json.writeEndObject();
    }
  }

  private static void writeLimit(JsonGenerator json, String metric, @Nullable Double millis)
      throws IOException {
    if (millis != null) {
      json.writeNumberField(metric, millis);
    }
  }

  private static void writeSession(JsonGenerator json, RequestSession session) throws IOException {
    writeIfGiven(json, "conversation", session.conversation());
    if (session.turn() != -1) {
      json.writeNumberField("turn", session.turn());
    }
    if (session.client() != -1) {
      json.writeNumberField("client", session.client());
    }
    if (session.messages() != 0) {
      json.writeNumberField("messages", session.messages());
    }
    if (session.historyTokens() != -1) {
      json.writeNumberField("history", session.historyTokens());
    }
    writeIfGiven(json, "graph", session.graph());
    writeIfGiven(json, "call", session.call());
  }

  private static void writeChunks(JsonGenerator json, long[] nanos, byte[] kinds)
      throws IOException {
    if (nanos.length == 0) {
      return;
    }
    json.writeNumberField("first", nanos[0]);
    if (!ChunkKindRuns.allOutput(kinds)) {
      json.writeStringField("kinds", ChunkKindRuns.encode(kinds));
    }
    if (nanos.length > 1) {
      json.writeArrayFieldStart("gaps");
      for (int i = 1; i < nanos.length; i++) {
        json.writeNumber(nanos[i] - nanos[i - 1]);
      }
      json.writeEndArray();
    }
  }

  private static void writeIfGiven(JsonGenerator json, String key, @Nullable String value)
      throws IOException {
    if (value != null) {
      json.writeStringField(key, value);
    }
  }

  @FunctionalInterface
  private interface Fields {
    void writeTo(JsonGenerator json) throws IOException;
  }

  private static final class Line extends ByteArrayOutputStream {
    ByteBuffer view() {
      return ByteBuffer.wrap(buf, 0, count);
    }
  }
}
