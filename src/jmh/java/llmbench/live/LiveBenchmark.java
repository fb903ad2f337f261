// SPDX-License-Identifier: Apache-2.0
package llmbench.live;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import llmbench.recording.NanoClock;
import llmbench.recording.RequestRecord;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a finished request costs the record log's thread beside its line: counting it for the
 * progress line, for Prometheus and for a collector, with and without a span. The collector is not
 * there, so that what the SDK's own thread does each 5 s is a failed connection. {@code
 * RecordLogBenchmark.encode} is what its line costs.
 *
 * <p>Run: {@code mvn -q -Pjmh test -Djmh.args=LiveBenchmark}
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@State(Scope.Benchmark)
public class LiveBenchmark {
  /** Chunks of the request. */
  @Param({"100", "4000"})
  public int chunks;

  private final CaseTally tally = new CaseTally("case", 1, null, NanoClock.SYSTEM);
  private LiveCase withPrometheus = new LiveCase(facts(), tally, List.of());
  private LiveCase withOtlp = withPrometheus;
  private LiveCase withSpans = withPrometheus;
  private final List<OtlpSink> sinks = new ArrayList<>();
  private RequestRecord record = LiveRecords.completed(1);

  private static CaseFacts facts() {
    return new CaseFacts("case", 1, null, "model", "openai-chat", false, 0);
  }

  /** Makes a request of so many chunks, 10 ms apart. */
  @Setup
  public void make() {
    record = LiveRecords.completed(LongStream.range(0, chunks).map(i -> 50 + 10 * i).toArray());
    PrometheusFigures figures =
        new PrometheusFigures(Map.of("version", "1", "java", "17", "vllm_definitions", "0"));
    withPrometheus = new LiveCase(facts(), tally, List.of(figures));
    withOtlp = new LiveCase(facts(), tally, List.of(otlp(false)));
    withSpans = new LiveCase(facts(), tally, List.of(otlp(true)));
  }

  private OtlpSink otlp(boolean spans) {
    OtlpSink sink =
        new OtlpSink(URI.create("http://127.0.0.1:9"), spans, Map.of(), Map.of(), text -> {});
    sinks.add(sink);
    return sink;
  }

  /** Ends the pushes. */
  @TearDown
  public void close() {
    sinks.forEach(OtlpSink::close);
  }

  /** For the progress line. */
  @Benchmark
  public void progress() {
    tally.ended(record);
  }

  /** For the progress line and Prometheus. */
  @Benchmark
  public void prometheus() {
    withPrometheus.ended(record);
  }

  /** For the progress line and a collector. */
  @Benchmark
  public void otlp() {
    withOtlp.ended(record);
  }

  /** For the progress line and a collector that is told of each request as a span too. */
  @Benchmark
  public void otlpSpans() {
    withSpans.ended(record);
  }
}
