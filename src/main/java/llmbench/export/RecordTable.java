// SPDX-License-Identifier: Apache-2.0
package llmbench.export;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import llmbench.recording.RecordHeader;
import llmbench.recording.RecordReader;
import llmbench.recording.RecordTimes;
import llmbench.recording.RequestAbout;
import llmbench.recording.RequestRecord;
import llmbench.recording.RequestSession;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.jspecify.annotations.Nullable;

/**
 * A case's records as a table: a row for each line of a measured request, with the names of {@code
 * docs/records.md}. Times end in {@code _ns} and count from the case's anchor; what is not known is
 * null.
 */
final class RecordTable {
  private static final long MICROS_PER_MILLI = 1_000;
  private static final long NANOS_PER_MICRO = 1_000;

  private static final MessageType TYPE =
      MessageTypeParser.parseMessageType(
          """
          message record {
            required binary case (STRING);
            required int32 index;
            required int32 attempt;
            required boolean last;
            required binary id (STRING);
            required binary outcome (STRING);
            required int32 status;
            optional binary finish (STRING);
            optional binary error (STRING);
            required int32 asked_prompt;
            required int32 asked_output;
            required int32 prompt_tokens;
            required binary prompt_from (STRING);
            required int32 output_tokens;
            required binary output_from (STRING);
            optional int32 cached;
            optional int32 reasoning;
            required int64 sent_at (TIMESTAMP(MICROS,true));
            required int64 intended_ns;
            optional int64 released_ns;
            required int64 sent_ns;
            optional int64 written_ns;
            optional int64 headers_ns;
            required int64 end_ns;
            optional int64 ttft_ns;
            optional int64 tpot_ns;
            optional int64 e2el_ns;
            required int64 lag_ns;
            required group chunk_ns (LIST) { repeated group list { required int64 element; } }
            required binary chunk_kinds (STRING);
            required group chunk_tokens (LIST) { repeated group list { required int32 element; } }
            required int32 sequences;
            required double audio_s;
            optional binary model (STRING);
            optional binary target (STRING);
            optional binary source (STRING);
            optional binary workload (STRING);
            optional boolean correct;
            optional binary conversation (STRING);
            optional int32 turn;
            optional int32 client;
            optional binary graph (STRING);
            optional binary call (STRING);
            optional binary text (STRING);
          }
          """);

  private RecordTable() {}

  /**
   * Writes the table of a record file.
   *
   * @throws IOException naming the file that could not be read or written
   */
  static void write(Path records, Path to) throws IOException {
    try (RecordReader reader = RecordReader.open(records)) {
      ParquetFile.write(
          to,
          TYPE,
          sink -> {
            RequestRecord record = reader.read();
            while (record != null) {
              sink.add(row(reader.header(), record));
              record = reader.read();
            }
          });
    }
  }

  private static Group row(RecordHeader header, RequestRecord record) {
    Group row = new SimpleGroup(TYPE);
    row.add("case", header.caseName());
    row.add("index", record.index());
    row.add("attempt", record.attempt());
    row.add("last", record.last());
    row.add("id", record.requestId());
    row.add("outcome", record.outcome().key());
    row.add("status", record.httpStatus());
    text(row, "finish", record.finishReason());
    text(row, "error", record.error());
    row.add("asked_prompt", record.askedPromptTokens());
    row.add("asked_output", record.askedOutputTokens());
    row.add("prompt_tokens", record.promptTokens());
    row.add("prompt_from", record.promptTokensFrom().key());
    row.add("output_tokens", record.outputTokens());
    row.add("output_from", record.outputTokensFrom().key());
    known(row, "cached", record.cachedPromptTokens());
    known(row, "reasoning", record.reasoningTokens());
    times(row, header, record);
    chunks(row, record);
    about(row, record.about());
    text(row, "text", record.generatedText());
    return row;
  }

  private static void times(Group row, RecordHeader header, RequestRecord record) {
    long anchor = header.anchorEpochMillis() * MICROS_PER_MILLI;
    row.add("sent_at", anchor + Math.floorDiv(record.sentNanos(), NANOS_PER_MICRO));
    row.add("intended_ns", record.intendedNanos());
    known(row, "released_ns", record.about().releasedNanos());
    row.add("sent_ns", record.sentNanos());
    known(row, "written_ns", record.writtenNanos());
    known(row, "headers_ns", record.headersNanos());
    row.add("end_ns", record.endNanos());
    RecordTimes times = RecordTimes.of(record);
    known(row, "ttft_ns", times.ttft());
    known(row, "tpot_ns", times.tpot());
    known(row, "e2el_ns", times.e2el());
    row.add("lag_ns", times.lag());
  }

  private static void chunks(Group row, RequestRecord record) {
    Group nanos = row.addGroup("chunk_ns");
    for (long time : record.chunkNanos()) {
      nanos.addGroup("list").add("element", time);
    }
    row.add("chunk_kinds", new String(record.chunkKinds(), StandardCharsets.US_ASCII));
    Group tokens = row.addGroup("chunk_tokens");
    for (int count : record.chunkTokens()) {
      tokens.addGroup("list").add("element", count);
    }
  }

  private static void about(Group row, RequestAbout about) {
    row.add("sequences", about.sequences());
    row.add("audio_s", about.audioSeconds());
    text(row, "model", about.model());
    text(row, "target", about.target());
    text(row, "source", about.source());
    text(row, "workload", about.workload().name());
    if (about.correct() != null) {
      row.add("correct", about.correct());
    }
    RequestSession session = about.session();
    text(row, "conversation", session.conversation());
    known(row, "turn", session.turn());
    known(row, "client", session.client());
    text(row, "graph", session.graph());
    text(row, "call", session.call());
  }

  private static void text(Group row, String column, @Nullable String value) {
    if (value != null) {
      row.add(column, value);
    }
  }

  private static void known(Group row, String column, int value) {
    if (value >= 0) {
      row.add(column, value);
    }
  }

  private static void known(Group row, String column, long value) {
    if (value >= 0) {
      row.add(column, value);
    }
  }
}
