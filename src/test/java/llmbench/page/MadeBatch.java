// SPDX-License-Identifier: Apache-2.0
package llmbench.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Random;
import llmbench.analysis.CaseAnalysis;
import llmbench.analysis.CaseEnd;
import llmbench.analysis.CaseResult;
import llmbench.analysis.CaseStart;
import llmbench.analysis.RecordFolder;
import llmbench.analysis.RecordedPlan;
import llmbench.analysis.Repeats;
import llmbench.analysis.Window;
import llmbench.plan.Case;
import llmbench.plan.Plan;
import llmbench.recording.ChunkKind;
import llmbench.recording.Outcome;
import llmbench.recording.RecordHeader;
import llmbench.recording.RecordLog;
import llmbench.recording.RequestAbout;
import llmbench.recording.RequestRecord;
import llmbench.recording.TokenSource;
import llmbench.results.RepeatsFile;
import llmbench.results.ResultWriter;

/**
 * A result folder of made-up cases: a closed model whose server becomes slower with each request in
 * flight, drawn from a seed.
 */
final class MadeBatch {
  private static final long MILLI = 1_000_000;

  private final Path folder;
  private final List<CaseFiles> files = new ArrayList<>();
  private final List<CaseResult> results = new ArrayList<>();
  private String model = "made-up";
  private int failEvery;
  private String error = "overloaded";
  private boolean simulated;
  private double pace = 1;
  private Random random = new Random(7);

  MadeBatch(Path folder) {
    this.folder = folder;
  }

  MadeBatch model(String name) {
    model = name;
    return this;
  }

  MadeBatch simulated() {
    simulated = true;
    return this;
  }

  /** All times so many times as long, drawn from another seed. */
  MadeBatch paced(double factor, long seed) {
    pace = factor;
    random = new Random(seed);
    return this;
  }

  /** Every n-th request fails with that text. */
  MadeBatch failing(int every, String text) {
    failEvery = every;
    error = text;
    return this;
  }

  /** Adds a case. */
  MadeBatch add(int input, int output, int concurrency, int requests) throws IOException {
    return add(new Case(files.size() + 1, input, output, concurrency, requests));
  }

  /** Adds the runs of a case, and the file of its repeats. */
  MadeBatch addRuns(int runs, int input, int output, int concurrency, int requests)
      throws IOException {
    Case first = new Case(files.size() + 1, input, output, concurrency, requests);
    for (int run = 1; run <= runs; run++) {
      add(first.withRun(run));
    }
    RepeatsFile.write(folder, Repeats.of(results));
    return this;
  }

  private MadeBatch add(Case benchCase) throws IOException {
    int input = Objects.requireNonNull(benchCase.inputLen());
    int output = Objects.requireNonNull(benchCase.outputLen());
    int concurrency = Objects.requireNonNull(benchCase.maxConcurrency());
    int requests = benchCase.numPrompts();
    Map<String, Object> options = new LinkedHashMap<>();
    options.put("model", model);
    options.put("base_url", "http://localhost:8000");
    CaseStart start =
        new CaseStart(
            Instant.parse("2026-01-31T12:00:00Z"),
            benchCase,
            model,
            null,
            simulated,
            Map.of("llmbench", "test", "java", "17"),
            null,
            Map.of(),
            options,
            Map.of());
    RecordHeader header =
        new RecordHeader(
            RecordHeader.FORMAT_VERSION, benchCase.name(), 0, 0L, requests, start.toContext());
    Path records = RecordFolder.fileOf(folder, benchCase);
    try (RecordLog<RequestRecord> log = RecordLog.open(records, header)) {
      load(log, input, output, concurrency, requests);
    }
    new CaseEnd(
            Instant.parse("2026-01-31T12:10:00Z").atZone(ZoneOffset.UTC),
            List.of(),
            false,
            false,
            0,
            Map.of(),
            Map.of())
        .toMark()
        .appendTo(records);
    Plan plan = RecordedPlan.of(records, CaseAnalysis.start(records), Map.of(), folder);
    CaseResult result = new CaseAnalysis(records, plan, Window.ALL).result();
    results.add(result);
    files.add(new CaseFiles(ResultWriter.write(result.metrics(), result.context()), records));
    return this;
  }

  private void load(
      RecordLog<RequestRecord> log, int input, int output, int concurrency, int requests)
      throws IOException {
    PriorityQueue<Long> slots = new PriorityQueue<>();
    for (int i = 0; i < concurrency; i++) {
      slots.add(100 * MILLI);
    }
    for (int index = 0; index < requests; index++) {
      long due = slots.remove();
      RequestRecord request = request(index, due, input, output, concurrency);
      log.append(request);
      slots.add(request.endNanos());
    }
  }

  private RequestRecord request(int index, long due, int input, int output, int concurrency) {
    boolean fails = failEvery > 0 && index % failEvery == failEvery - 1;
    long sent = due + (long) (MILLI * 0.05 * (1 + random.nextDouble()));
    long[] chunks = new long[fails ? 0 : output];
    byte[] kinds = new byte[chunks.length];
    long at =
        sent + (long) (MILLI * pace * (20 + concurrency) * Math.exp(0.3 * random.nextGaussian()));
    for (int i = 0; i < chunks.length; i++) {
      chunks[i] = at;
      kinds[i] = ChunkKind.OUTPUT;
      at += (long) (MILLI * pace * (8 + concurrency / 4.0) * Math.exp(0.1 * random.nextGaussian()));
    }
    long end = fails ? sent + 5 * MILLI : chunks[output - 1] + MILLI / 10;
    return new RequestRecord(
        index,
        0,
        true,
        "r" + index,
        due,
        sent,
        sent + 3 * MILLI,
        end,
        chunks,
        kinds,
        input,
        output,
        input,
        TokenSource.USAGE,
        fails ? 0 : output,
        TokenSource.USAGE,
        fails ? Outcome.HTTP_ERROR : Outcome.COMPLETED,
        fails ? 500 : 200,
        fails ? error : null,
        fails ? null : "length",
        -1,
        null,
        sent + MILLI / 20,
        -1,
        new int[0],
        RequestAbout.NONE);
  }

  Path folder() {
    return folder;
  }

  List<CaseFiles> files() {
    return files;
  }

  /** Lines that a server's readings would have, of the case that was added last. */
  MadeBatch serverReadings(int readings) throws IOException {
    StringBuilder lines = new StringBuilder("{\"format\":\"llmbench-server\",\"version\":1}\n");
    for (int i = 0; i < readings; i++) {
      lines
          .append("{\"at\":")
          .append(i * 100L * MILLI)
          .append(",\"stage\":\"during\",\"values\":{\"running\":")
          .append(i == readings / 2 ? 99 : 3)
          .append(",\"waiting\":0.0,\"kv_cache_usage\":0.25,\"generation_tokens\":")
          .append(40 * i)
          .append("}}\n");
    }
    Path file = files.get(files.size() - 1).server();
    Files.createDirectories(file.resolveSibling("."));
    Files.writeString(file, lines + "{\"at\":12,\"val");
    return this;
  }

  /** Writes the page. */
  String html() throws IOException {
    return Files.readString(BatchPage.write(folder, GatheredBatch.of(files), false));
  }
}
