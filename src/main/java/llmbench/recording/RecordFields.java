// SPDX-License-Identifier: Apache-2.0
package llmbench.recording;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The values of a record's line; what they are initialised with is the default of their key. */
final class RecordFields implements RecordDecoder.Fields {
  private static final List<String> REQUIRED =
      List.of(
          "index",
          "id",
          "intended",
          "sent",
          "end",
          "asked_prompt",
          "asked_output",
          "prompt_tokens",
          "prompt_from",
          "output_tokens",
          "output_from",
          "outcome");
  static final String TTFT = "ttft";
  static final String TPOT = "tpot";
  static final String E2EL = "e2el";

  private static final List<Outcome> OUTCOMES = List.of(Outcome.values());
  private static final List<String> OUTCOME_KEYS = OUTCOMES.stream().map(Outcome::key).toList();
  private static final List<TokenSource> SOURCES = List.of(TokenSource.values());
  private static final List<String> SOURCE_KEYS = SOURCES.stream().map(TokenSource::key).toList();

  private final Set<String> missing = new LinkedHashSet<>(REQUIRED);

  private int index;
  private int attempt;
  private boolean last = true;
  private String id = "";
  private long intended;
  private long sent;
  private long headers = -1;
  private long end;
  private @Nullable Long first;
  private long[] gaps = {};
  private @Nullable String kinds;
  private int askedPrompt;
  private int askedOutput;
  private int promptTokens;
  private TokenSource promptFrom = TokenSource.NONE;
  private int outputTokens;
  private TokenSource outputFrom = TokenSource.NONE;
  private int cached = -1;
  private Outcome outcome = Outcome.INTERRUPTED;
  private int status;
  private @Nullable String finish;
  private @Nullable String error;
  private @Nullable String text;
  private long written = -1;
  private int reasoning = -1;
  private int[] tokens = {};
  private int sequences = 1;
  private double audioSeconds;
  private @Nullable String model;
  private @Nullable String target;
  private @Nullable String source;
  private @Nullable Boolean correct;
  private long released = RequestAbout.NOT_HELD;
  private @Nullable String conversation;
  private int turn = -1;
  private int client = -1;
  private int messages;
  private int history = -1;
  private @Nullable String graph;
  private @Nullable String call;
  private @Nullable String workload;
  private final Map<String, Double> slo = new HashMap<>();
  private Phase phase = Phase.MEASURED;

  @Override
  public void accept(String key, JsonParser json) throws IOException {
    missing.remove(key);
    switch (key) {
      case "index" -> index = RecordDecoder.readInt(key, json);
      case "attempt" -> attempt = RecordDecoder.readInt(key, json);
      case "last" -> last = RecordDecoder.readBoolean(key, json);
      case "id" -> id = RecordDecoder.readString(key, json);
      case "intended" -> intended = RecordDecoder.readLong(key, json);
      case "sent" -> sent = RecordDecoder.readLong(key, json);
      case "headers" -> headers = RecordDecoder.readLong(key, json);
      case "end" -> end = RecordDecoder.readLong(key, json);
      case "first" -> first = RecordDecoder.readLong(key, json);
      case "gaps" -> gaps = RecordDecoder.readLongs(key, json);
      case "kinds" -> kinds = RecordDecoder.readString(key, json);
      case "asked_prompt" -> askedPrompt = RecordDecoder.readInt(key, json);
      case "asked_output" -> askedOutput = RecordDecoder.readInt(key, json);
      case "prompt_tokens" -> promptTokens = RecordDecoder.readInt(key, json);
      case "prompt_from" -> promptFrom = RecordDecoder.readKey(key, SOURCES, SOURCE_KEYS, json);
      case "output_tokens" -> outputTokens = RecordDecoder.readInt(key, json);
      case "output_from" -> outputFrom = RecordDecoder.readKey(key, SOURCES, SOURCE_KEYS, json);
      case "cached" -> cached = RecordDecoder.readInt(key, json);
      case "outcome" -> outcome = RecordDecoder.readKey(key, OUTCOMES, OUTCOME_KEYS, json);
      case "status" -> status = RecordDecoder.readInt(key, json);
      case "finish" -> finish = RecordDecoder.readString(key, json);
      case "error" -> error = RecordDecoder.readString(key, json);
      case "text" -> text = RecordDecoder.readString(key, json);
      case "written" -> written = RecordDecoder.readLong(key, json);
      case "reasoning" -> reasoning = RecordDecoder.readInt(key, json);
      case "tokens" -> tokens = toInts(RecordDecoder.readLongs(key, json));
      case "sequences" -> sequences = RecordDecoder.readInt(key, json);
      case "audio_s" -> audioSeconds = RecordDecoder.readDouble(key, json);
      case "model" -> model = RecordDecoder.readString(key, json);
      case "target" -> target = RecordDecoder.readString(key, json);
      case "source" -> source = RecordDecoder.readString(key, json);
      case "correct" -> correct = RecordDecoder.readBoolean(key, json);
      case "released" -> released = RecordDecoder.readLong(key, json);
      case "conversation" -> conversation = RecordDecoder.readString(key, json);
      case "turn" -> turn = RecordDecoder.readInt(key, json);
      case "client" -> client = RecordDecoder.readInt(key, json);
      case "messages" -> messages = RecordDecoder.readInt(key, json);
      case "history" -> history = RecordDecoder.readInt(key, json);
      case "graph" -> graph = RecordDecoder.readString(key, json);
      case "call" -> call = RecordDecoder.readString(key, json);
      case "workload" -> workload = RecordDecoder.readString(key, json);
      case "slo" -> readSlo(key, json);
      default -> json.skipChildren();
    }
  }

  private void readSlo(String key, JsonParser json) throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw new IllegalArgumentException(
          key + ": expected limits by metric, found " + json.getText());
    }
    for (String metric = json.nextFieldName(); metric != null; metric = json.nextFieldName()) {
      json.nextToken();
      slo.put(metric, RecordDecoder.readDouble(key + "." + metric, json));
    }
  }

  RequestRecord toRecord() {
    if (!missing.isEmpty()) {
      throw RecordDecoder.missing(missing);
    }
    long[] chunkNanos = chunkNanos();
    return new RequestRecord(
        index,
        attempt,
        last,
        id,
        intended,
        sent,
        headers,
        end,
        chunkNanos,
        chunkKinds(chunkNanos.length),
        askedPrompt,
        askedOutput,
        promptTokens,
        promptFrom,
        outputTokens,
        outputFrom,
        outcome,
        status,
        error,
        finish,
        cached,
        text,
        written,
        reasoning,
        tokens,
        new RequestAbout(
            sequences,
            audioSeconds,
            model,
            target,
            source,
            correct,
            released,
            session(),
            requestClass(),
            phase));
  }

  private RequestClass requestClass() {
    RequestClass read = new RequestClass(workload, slo.get(TTFT), slo.get(TPOT), slo.get(E2EL));
    return read.equals(RequestClass.NONE) ? RequestClass.NONE : read;
  }

  /** What the request was sent for. */
  void phase(Phase sentFor) {
    phase = sentFor;
  }

  private RequestSession session() {
    RequestSession read =
        new RequestSession(conversation, turn, client, messages, history, graph, call);
    return read.equals(RequestSession.NONE) ? RequestSession.NONE : read;
  }

  private static int[] toInts(long[] values) {
    return Arrays.stream(values).mapToInt(Math::toIntExact).toArray();
  }

  private long[] chunkNanos() {
    if (first == null) {
      if (gaps.length > 0) {
        throw new IllegalArgumentException("gaps without first");
      }
      return gaps;
    }
    long[] nanos = new long[gaps.length + 1];
    nanos[0] = first;
    for (int i = 0; i < gaps.length; i++) {
      nanos[i + 1] = nanos[i] + gaps[i];
    }
    return nanos;
  }

  private byte[] chunkKinds(int count) {
    if (kinds != null) {
      return ChunkKindRuns.decode(kinds, count);
    }
    byte[] output = new byte[count];
    Arrays.fill(output, ChunkKind.OUTPUT);
    return output;
  }
}
