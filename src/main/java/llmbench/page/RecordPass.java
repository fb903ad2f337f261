// SPDX-License-Identifier: Apache-2.0
package llmbench.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import llmbench.recording.Outcome;
import llmbench.recording.RecordReader;
import llmbench.recording.RequestRecord;
import org.jspecify.annotations.Nullable;

/** Reads a case's records once, a line in memory at a time. */
final class RecordPass {
  private final TimelineTally time = new TimelineTally();
  private final Map<String, DistributionTally> times = new LinkedHashMap<>();
  private final Map<String, LengthTally> lengths = new LinkedHashMap<>();
  private final LaneChoice lanes;
  private final Grain grain;
  private final long gapNanos;
  private long from = Long.MAX_VALUE;
  private long to = Long.MIN_VALUE;
  private int requests;

  private RecordPass(Grain grain, long gapNanos, int sent) {
    this.grain = grain;
    this.gapNanos = gapNanos;
    this.lanes = new LaneChoice(grain.lanes(), sent);
    for (String metric : ResultFigures.METRICS) {
      times.put(metric, new DistributionTally());
    }
  }

  /**
   * Reads the records of a result.
   *
   * @param gapNanos from which on a gap is marked
   * @throws IOException if they cannot be read; with the file's name
   */
  static CaseStreams read(Path records, ResultSheet sheet, Grain grain, long gapNanos)
      throws IOException {
    int sent = sheet.ours("counts", "tries").asInt() + sheet.ours("cancelled", "requests").asInt();
    RecordPass pass = new RecordPass(grain, gapNanos, sent);
    JsonNode window = sheet.ours("window");
    long load = sheet.ours("load", "begins_ns").asLong(Long.MAX_VALUE);
    long begin = window.isObject() ? Math.min(load, begin(records)) : 0;
    long after = begin + nanos(window.path("from_s"), 0);
    long before = nanos(window.path("to_s"), Long.MAX_VALUE);
    long until = before == Long.MAX_VALUE ? before : begin + before;
    try (RecordReader reader = RecordReader.open(records)) {
      for (@Nullable RequestRecord next = reader.read(); next != null; next = reader.read()) {
        if (!window.isObject() || (next.sentNanos() >= after && next.sentNanos() < until)) {
          pass.add(next);
        }
      }
    }
    return pass.streams(window.isObject() ? Long.MAX_VALUE : load);
  }

  private static long begin(Path records) throws IOException {
    long begin = Long.MAX_VALUE;
    try (RecordReader reader = RecordReader.open(records)) {
      for (@Nullable RequestRecord next = reader.read(); next != null; next = reader.read()) {
        begin = Math.min(begin, Math.min(next.intendedNanos(), next.sentNanos()));
      }
    }
    return begin;
  }

  private static long nanos(JsonNode seconds, long otherwise) {
    return seconds.isNumber() ? Math.round(seconds.asDouble() * 1e9) : otherwise;
  }

  private void add(RequestRecord request) {
    from = Math.min(from, Math.min(request.intendedNanos(), request.sentNanos()));
    to = Math.max(to, request.endNanos());
    time.began(request.sentNanos());
    time.ended(request.endNanos());
    StreamOf stream = StreamOf.of(request);
    lanes.add(Lane.of(request, stream, gapNanos, grain.gaps()));
    requests++;
    if (!request.last() || request.outcome() == Outcome.CANCELLED) {
      return;
    }
    length("prompt, asked for", request.askedPromptTokens());
    length("answer, asked for", request.askedOutputTokens());
    if (stream.completed()) {
      length("prompt, counted", request.promptTokens());
      length("answer, counted", request.outputTokens());
      completed(request, stream);
    }
  }

  private void length(String of, int tokens) {
    lengths.computeIfAbsent(of, key -> new LengthTally()).add(tokens);
  }

  private void completed(RequestRecord request, StreamOf stream) {
    long[] at = stream.outputNanos();
    int tokens = request.outputTokens();
    for (int i = 0; i < at.length; i++) {
      time.tokens(at[i], stream.tokensOf(i, tokens));
      if (i > 0 && stream.streamed()) {
        add("itl", at[i] - at[i - 1]);
      }
    }
    add("e2el", stream.last() - request.sentNanos());
    if (stream.streamed()) {
      add("ttft", stream.first() - request.sentNanos());
      if (tokens > 1) {
        add("tpot", (stream.last() - stream.first()) / (tokens - 1));
      }
    }
  }

  private void add(String metric, long nanos) {
    times.computeIfAbsent(metric, key -> new DistributionTally()).add(nanos);
  }

  /** In a short case none shorter than a fifth of a second, in which too few tokens would fall. */
  private int stretches(long nanos) {
    return (int) Math.max(Math.min(40, grain.bins()), Math.min(grain.bins(), nanos / 200_000_000));
  }

  private CaseStreams streams(long loadBegan) {
    if (requests == 0) {
      return CaseStreams.NONE;
    }
    long origin = Math.min(from, loadBegan);
    Map<String, Distribution> distributions = new LinkedHashMap<>();
    times.forEach(
        (metric, tally) -> {
          @Nullable Distribution distribution = tally.distribution(grain.points());
          if (distribution != null) {
            distributions.put(metric, distribution);
          }
        });
    return new CaseStreams(
        time.timeline(origin, to, stretches(to - origin), origin),
        distributions,
        lanes.lanes(),
        requests,
        origin,
        lengths);
  }
}
