// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import llmbench.backend.Backend;
import llmbench.backend.Frame;
import llmbench.backend.FrameSink;
import llmbench.backend.Framer;
import llmbench.backend.UsageFields;
import llmbench.recording.ChunkKind;

/**
 * One stream as it comes in, on its event loop: the body's bytes, and for every chunk its time and
 * kind in one long. This is the hot path: a frame costs a scan of its bytes and one array store.
 * The arrays grow by doubling; nothing else is allocated.
 */
public final class StreamCapture implements FrameSink {
  /** Low bits of a chunk's long; the rest is the time since sending. */
  private static final int KIND_BITS = 2;

  private static final int KIND_OUTPUT = 0;
  private static final int KIND_EMPTY = 1;
  private static final int KIND_FINISH = 2;
  private static final int KIND_REASONING = 3;
  private static final byte[] KINDS = {
    ChunkKind.OUTPUT, ChunkKind.EMPTY, ChunkKind.FINISH, ChunkKind.REASONING
  };

  private static final byte[] NO_BODY = {};
  private static final int BYTES_PER_TOKEN = 256;
  private static final int MAX_FIRST_SIZE = 1 << 16;

  private final Backend backend;
  private final long originNanos;
  private Framer framer;

  private byte[] body;
  private int length;
  private long[] chunks;
  private int chunkCount;
  private int outputCount;
  private int seen;
  private long readNanos;
  private long firstOutput;
  private long lastOutput;
  private int usageFrom;
  private int usageTo;
  private int promptTokens = -1;
  private int completionTokens = -1;

  /**
   * An empty capture.
   *
   * @param originNanos the time that chunk times are kept relative to: when the request was sent
   * @param expectedTokens a hint for the first size of the arrays
   */
  public StreamCapture(Backend backend, long originNanos, int expectedTokens) {
    this.backend = backend;
    this.framer = backend.framing().framer();
    this.originNanos = originNanos;
    this.chunks = new long[expectedTokens + 4];
    this.body = BodyArrays.shared().take(bodyBytes(expectedTokens));
  }

  /** Bytes that the body of so many tokens is given at first. */
  static int bodyBytes(int expectedTokens) {
    return (int) Math.min(MAX_FIRST_SIZE, (expectedTokens + 4L) * BYTES_PER_TOKEN);
  }

  /** Takes the bytes of one read, which came at {@code nanos}. */
  public void read(ByteBuf buffer, long nanos) {
    append(buffer);
    readNanos = nanos;
    framer.scan(body, length, this);
  }

  /** The same of a message of a WebSocket, which is kept as a line of the body. */
  void readLine(ByteBuf message, long nanos) {
    append(message);
    room(1);
    body[length++] = '\n';
    readNanos = nanos;
    framer.scan(body, length, this);
  }

  /** The same of bytes that are still in HTTP's chunked coding. */
  void read(ByteBuf raw, ChunkedBody coding, long nanos) {
    int n = copy(raw);
    length = coding.decode(body, length, length + n);
    readNanos = nanos;
    framer.scan(body, length, this);
  }

  /** Forgets the body: another answer comes in its place. */
  void restart() {
    length = 0;
    chunkCount = 0;
    outputCount = 0;
    seen = 0;
    usageTo = 0;
    framer = backend.framing().framer();
  }

  /** Puts a text in place of the body, which came at {@code nanos}. */
  void replaceBody(byte[] text, long nanos) {
    length = 0;
    append(Unpooled.wrappedBuffer(text));
    readNanos = nanos;
  }

  /** Whether the answer came all at once, so that its chunk has no time of its own. */
  boolean whole() {
    return !backend.framing().streamed();
  }

  /** Takes bytes of a body that is not read in frames. */
  public void append(ByteBuf buffer) {
    length += copy(buffer);
  }

  /** Puts the bytes behind the body's; gives how many. */
  private int copy(ByteBuf buffer) {
    int n = buffer.readableBytes();
    room(n);
    buffer.getBytes(buffer.readerIndex(), body, length, n);
    return n;
  }

  /** Makes the array large enough for so many bytes more. */
  private void room(int n) {
    if (body.length - length < n) {
      byte[] larger = BodyArrays.shared().take(Math.max(2 * body.length, length + n));
      System.arraycopy(body, 0, larger, 0, length);
      BodyArrays.shared().give(body);
      body = larger;
    }
  }

  /** The try is over: what of the body is asked for on the event loop is read now. */
  void close() {
    if (usageTo != 0) {
      UsageFields fields = backend.usageFields();
      promptTokens = UsageBytes.find(body, usageFrom, usageTo, fields.prompt());
      completionTokens = UsageBytes.find(body, usageFrom, usageTo, fields.completion());
    }
  }

  /** Nobody reads the body any more. */
  void releaseBody() {
    BodyArrays.shared().give(body);
    body = NO_BODY;
    length = 0;
  }

  /** Takes the end of the body. */
  public void end() {
    framer.end(body, length, this);
  }

  @Override
  public void frame(byte[] bytes, int from, int to, boolean errorEvent) {
    int bits = backend.scan(bytes, from, to);
    if ((bits & Frame.CHOICES) != 0) {
      int kind =
          (bits & Frame.OUTPUT) != 0
              ? (bits & Frame.REASONING) != 0 ? KIND_REASONING : KIND_OUTPUT
              : (bits & Frame.FINISH) != 0 ? KIND_FINISH : KIND_EMPTY;
      long sinceSent = readNanos - originNanos;
      if (chunkCount == chunks.length) {
        chunks = Arrays.copyOf(chunks, 2 * chunkCount);
      }
      chunks[chunkCount++] = sinceSent << KIND_BITS | kind;
      if ((bits & Frame.OUTPUT) != 0) {
        if (outputCount++ == 0) {
          firstOutput = sinceSent;
        }
        lastOutput = sinceSent;
      }
    }
    if ((bits & Frame.USAGE) != 0 && bytes == body) {
      usageFrom = from;
      usageTo = to;
    }
    seen |= errorEvent ? bits | Frame.ERROR : bits;
  }

  /** Whether a frame had that bit of {@link Frame}. */
  public boolean saw(int bit) {
    return (seen & bit) != 0;
  }

  /** The body's bytes; only the first {@link #length} count. */
  public byte[] body() {
    return body;
  }

  /** Bytes of the body so far. */
  public int length() {
    return length;
  }

  /** Chunks with output. */
  public int outputChunks() {
    return outputCount;
  }

  /** All chunks that vLLM would count. */
  public int chunkCount() {
    return chunkCount;
  }

  /** From sending to the first output; 0 if there was none. */
  public long firstOutputNanos() {
    return firstOutput;
  }

  /** From sending to the last output; 0 if there was none. */
  public long lastOutputNanos() {
    return lastOutput;
  }

  /** From sending to the given chunk. */
  public long chunkNanos(int i) {
    return chunks[i] >> KIND_BITS;
  }

  /** The given chunk's kind, one of {@link ChunkKind}. */
  public byte chunkKind(int i) {
    return whole() ? ChunkKind.WHOLE : KINDS[(int) chunks[i] & (1 << KIND_BITS) - 1];
  }

  /** {@code prompt_tokens} of the last usage object, once the try is over; -1 if not given. */
  public int promptTokens() {
    return promptTokens;
  }

  /** {@code completion_tokens} of the last usage object, once the try is over; -1 if not given. */
  public int completionTokens() {
    return completionTokens;
  }
}
