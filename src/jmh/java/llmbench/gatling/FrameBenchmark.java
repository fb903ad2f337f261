// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import static java.util.Objects.requireNonNull;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import llmbench.backend.Backend;
import llmbench.backend.Backends;
import llmbench.dataset.Prompt;
import llmbench.recording.Outcome;
import llmbench.recording.RequestRecord;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
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
 * What a frame of vLLM's chat stream costs: on the event loop, from the bytes of a read to the
 * stored time, and afterwards, on the record log's threads, from the kept bytes to the record. Per
 * frame; a stream has 100, one a read.
 *
 * <p>Run: {@code mvn -q -Pjmh test -Djmh.args=Frame}
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class FrameBenchmark {
  private static final int FRAMES = 100;
  private static final int OTHER_FRAMES = 3;

  /**
   * Tokens that the stream was expected to have: as many as it has, or far fewer, so that arrays
   * grow.
   */
  @Param({"100", "8"})
  public int expected;

  /** An API with a scanner of its own, and one of those whose frames are read by rules. */
  @Param({"openai-chat", "openai-audio"})
  public String api = "";

  private final List<ByteBuf> reads = new ArrayList<>();
  private Backend backend = Backends.named("openai-chat");
  private RecordFinisher finisher = new RecordFinisher(backend, 0, null, false);
  private @Nullable StreamEnd end;

  /** Makes the reads of one stream, as vLLM 0.32 writes them; those of both APIs are alike. */
  @Setup
  public void setUp() {
    backend = Backends.named(api);
    finisher = new RecordFinisher(backend, 0, null, false);
    String head =
        "data: {\"id\":\"chatcmpl-bench-3f2a9c1e-17\",\"object\":\"chat.completion.chunk\",\"created\":1764000000,"
            + "\"model\":\"tiny-qwen3\",\"choices\":[{\"index\":0,\"delta\":{";
    read(
        head
            + "\"role\":\"assistant\",\"content\":\"\"},\"logprobs\":null,\"finish_reason\":null}],\"prompt_token_ids\":null}\n\n");
    for (int i = 0; i < FRAMES; i++) {
      read(
          head
              + "\"content\":\" token"
              + i
              + "\"},\"logprobs\":null,\"finish_reason\":null,\"token_ids\":null}]}\n\n");
    }
    read(
        "data: {\"id\":\"chatcmpl-bench-3f2a9c1e-17\",\"object\":\"chat.completion.chunk\",\"created\":1764000000,"
            + "\"model\":\"tiny-qwen3\",\"choices\":[],\"usage\":{\"prompt_tokens\":256,\"total_tokens\":356,"
            + "\"completion_tokens\":100}}\n\n");
    read("data: [DONE]\n\n");
    StreamEnd made = stream();
    end = made;
    if (made.capture().outputChunks() != FRAMES || reads.size() != FRAMES + OTHER_FRAMES) {
      throw new IllegalStateException("frames: " + made.capture().outputChunks());
    }
  }

  private void read(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    ByteBuf buffer = PooledByteBufAllocator.DEFAULT.directBuffer(bytes.length);
    reads.add(buffer.writeBytes(bytes));
  }

  private StreamEnd stream() {
    StreamCapture capture = new StreamCapture(backend, 0, expected);
    long nanos = 0;
    for (ByteBuf buffer : reads) {
      capture.read(buffer, nanos += 1000);
    }
    capture.end();
    StreamRequest request = new StreamRequest(0, "id", new Prompt("p", 1, FRAMES), 0, new byte[0]);
    return new StreamEnd(
        request, 0, true, 0, 0, 1, nanos, capture, Outcome.COMPLETED, 200, null, -1);
  }

  /** On the event loop: bytes in, times and kinds stored. */
  @Benchmark
  @OperationsPerInvocation(FRAMES)
  public StreamEnd capture() {
    return stream();
  }

  /** On the record log's threads: the whole body read with a JSON parser. */
  @Benchmark
  @OperationsPerInvocation(FRAMES)
  public RequestRecord finish() {
    return finisher.finish(requireNonNull(end));
  }

  /** Releases the buffers. */
  @TearDown
  public void tearDown() {
    reads.forEach(ByteBuf::release);
  }
}
