// SPDX-License-Identifier: Apache-2.0
package llmbench.recording;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a record costs: the event loop that appends it, and the threads that encode and read it.
 *
 * <p>Run: {@code mvn -q -Pjmh test -Djmh.args=RecordLog}
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RecordLogBenchmark {

  /** Bursts of records, as when many streams end at once; the log's thread drains between them. */
  @State(Scope.Benchmark)
  public static class OpenLog {
    private static final int BURST = 1000;

    private final RequestRecord record = RandomRecords.completed(0, 100);
    private final Path file;
    private final RecordLog<RequestRecord> log;

    /** Opens a log in a new temporary file. */
    public OpenLog() {
      try {
        file = Files.createTempFile("records", ".jsonl");
        log = RecordLog.open(file, new RecordHeader("case", 0, 0, 1));
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }

    /** Waits until the queue is empty. */
    @TearDown(Level.Invocation)
    public void drain() {
      while (log.pending() > 0) {
        LockSupport.parkNanos(1_000_000);
      }
    }

    /** Removes the file. */
    @TearDown
    public void close() throws IOException {
      log.close();
      Files.delete(file);
    }
  }

  /** Time on the caller's side; the bytes allocated are those of the log's thread too. */
  @Benchmark
  @OperationsPerInvocation(OpenLog.BURST)
  public void append(OpenLog open) {
    for (int i = 0; i < OpenLog.BURST; i++) {
      open.log.append(open.record);
    }
  }

  /** A record and its line. */
  @State(Scope.Thread)
  public static class Line {
    /** Chunks of the record. */
    @Param({"100", "4000"})
    public int chunks;

    private final RecordEncoder encoder = new RecordEncoder();
    private RequestRecord record = RandomRecords.completed(0, 1);
    private byte[] line = {};

    /** Makes both for the number of chunks. */
    @Setup
    public void make() {
      record = RandomRecords.completed(0, chunks);
      ByteBuffer encoded = encoder.encode(record);
      line = new byte[encoded.remaining()];
      encoded.get(line);
    }
  }

  /** Encodes one record. */
  @Benchmark
  public ByteBuffer encode(Line line) {
    return line.encoder.encode(line.record);
  }

  /** Reads one line back. */
  @Benchmark
  public RequestRecord decode(Line line) {
    return java.util.Objects.requireNonNull(
        RecordDecoder.line(line.line, line.line.length).record());
  }
}
