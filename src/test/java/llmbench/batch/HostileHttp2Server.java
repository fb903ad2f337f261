// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/**
 * A server of HTTP/2 over TLS that answers the N-th request with the N-th attack, and goes on with
 * it until the client closes the connection, or has taken {@link HostileServer#ENOUGH} bytes. It
 * reads nothing meanwhile. Its frames are made by hand: a library would not send them.
 */
final class HostileHttp2Server implements AutoCloseable {
  private static final int DATA = 0x0;
  private static final int HEADERS = 0x1;
  private static final int PRIORITY = 0x2;
  private static final int RST_STREAM = 0x3;
  private static final int SETTINGS = 0x4;
  private static final int PING = 0x6;
  private static final int GOAWAY = 0x7;
  private static final int CONTINUATION = 0x9;
  private static final int UNKNOWN = 0xFE;
  private static final int END_STREAM = 0x1;
  private static final int END_HEADERS = 0x4;
  private static final int PREFACE = 24;

  /** HPACK: {@code :status} 200 or 404, of the static table. */
  private static final byte STATUS_200 = (byte) 0x88;

  private static final byte STATUS_404 = (byte) 0x8D;

  /** In the order of the requests. */
  static final List<String> ATTACKS =
      List.of(
          "endless CONTINUATION",
          "endless DATA",
          "endless SETTINGS",
          "endless PING",
          "endless PRIORITY",
          "endless frames of an unknown type",
          "endless empty DATA",
          "a reset of the stream",
          "a connection closed",
          "GOAWAY");

  private final SSLServerSocket socket;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicInteger requests = new AtomicInteger();
  private final Map<Integer, Long> taken = new ConcurrentHashMap<>();

  HostileHttp2Server(Path certificate, Path key) throws IOException {
    JdkSslContext ssl =
        (JdkSslContext)
            SslContextBuilder.forServer(certificate.toFile(), key.toFile())
                .sslProvider(SslProvider.JDK)
                .build();
    socket =
        (SSLServerSocket)
            ssl.context()
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setApplicationProtocols(new String[] {"h2"});
    socket.setSSLParameters(parameters);
    threads.execute(this::accept);
  }

  int port() {
    return socket.getLocalPort();
  }

  /** Bytes that the client let it write, by the number of the request. */
  Map<Integer, Long> taken() {
    return taken;
  }

  private void accept() {
    try {
      while (true) {
        SSLSocket client = (SSLSocket) socket.accept();
        threads.execute(() -> serve(client));
      }
    } catch (IOException | RejectedExecutionException e) {
      // Closed.
    }
  }

  private void serve(SSLSocket client) {
    try (client) {
      DataInputStream in = new DataInputStream(client.getInputStream());
      OutputStream out = client.getOutputStream();
      in.readFully(new byte[PREFACE]);
      out.write(frame(SETTINGS, 0, 0, new byte[0]));
      boolean body = false;
      while (true) {
        int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
        int type = in.readUnsignedByte();
        int flags = in.readUnsignedByte();
        int stream = in.readInt() & Integer.MAX_VALUE;
        in.readFully(new byte[length]);
        if (type == SETTINGS && (flags & 1) == 0) {
          out.write(frame(SETTINGS, 1, 0, new byte[0]));
        }
        body |= type == DATA;
        if ((type == HEADERS || type == DATA) && (flags & END_STREAM) != 0) {
          if (!body) { // a GET
            out.write(frame(HEADERS, END_STREAM | END_HEADERS, stream, new byte[] {STATUS_404}));
          } else if (answer(requests.getAndIncrement(), stream, out)) {
            return;
          }
          body = false;
        }
      }
    } catch (IOException e) {
      // The client has had enough.
    }
  }

  /** True if the connection is to be closed. */
  private boolean answer(int number, int stream, OutputStream out) throws IOException {
    if (number >= ATTACKS.size()) {
      out.write(head(stream));
      out.write(frame(DATA, END_STREAM, stream, ascii(answer())));
      return false;
    }
    byte[] lot = new byte[1 << 14];
    byte[] again =
        switch (number) {
          case 0 -> frame(CONTINUATION, 0, stream, header());
          case 1 -> frame(DATA, 0, stream, token());
          case 2 -> many(frame(SETTINGS, 0, 0, new byte[0]));
          case 3 -> many(frame(PING, 0, 0, new byte[8]));
          case 4 -> many(frame(PRIORITY, 0, stream, new byte[5]));
          case 5 -> frame(UNKNOWN, 0, 0, lot);
          case 6 -> many(frame(DATA, 0, stream, new byte[0]));
          default -> new byte[0];
        };
    switch (number) {
      case 0 -> out.write(frame(HEADERS, 0, stream, new byte[] {STATUS_200}));
      case 7 -> {
        out.write(head(stream));
        out.write(frame(RST_STREAM, 0, stream, new byte[] {0, 0, 0, 2}));
        return false;
      }
      case 8 -> {
        out.write(head(stream));
        return true;
      }
      case 9 -> {
        out.write(head(stream));
        out.write(frame(GOAWAY, 0, 0, new byte[] {0, 0, 0, 0, 0, 0, 0, 2}));
        return true;
      }
      default -> out.write(head(stream));
    }
    for (long written = 0; written < HostileServer.ENOUGH; written += again.length) {
      out.write(again);
      taken.put(number, written);
    }
    return true;
  }

  private static byte[] head(int stream) {
    byte[] type = ascii("text/event-stream");
    ByteBuffer block = ByteBuffer.allocate(4 + type.length);
    // content-type, the 31st of the static table, as a literal that is not kept.
    block.put(STATUS_200).put((byte) 0x0F).put((byte) 0x10).put((byte) type.length).put(type);
    return frame(HEADERS, END_HEADERS, stream, block.array());
  }

  /** A header of 100 bytes, as a literal that is not kept. */
  private static byte[] header() {
    byte[] value = ascii("a".repeat(100));
    return ByteBuffer.allocate(4 + value.length)
        .put((byte) 0)
        .put((byte) 1)
        .put((byte) 'x')
        .put((byte) value.length)
        .put(value)
        .array();
  }

  private static byte[] token() {
    return ascii(
        "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"x\"},\"finish_reason\":null}]}\n\n"
            .repeat(150));
  }

  private static String answer() {
    return """
    data: {"choices":[{"index":0,"delta":{"content":"x"},"finish_reason":null}]}

    data: {"choices":[{"index":0,"delta":{},"finish_reason":"length"}]}

    data: [DONE]

    """;
  }

  private static byte[] frame(int type, int flags, int stream, byte[] payload) {
    return ByteBuffer.allocate(9 + payload.length)
        .put((byte) (payload.length >> 16))
        .putShort((short) payload.length)
        .put((byte) type)
        .put((byte) flags)
        .putInt(stream)
        .put(payload)
        .array();
  }

  private static byte[] many(byte[] frame) {
    ByteBuffer all = ByteBuffer.allocate(1_000 * frame.length);
    for (int i = 0; i < 1_000; i++) {
      all.put(frame);
    }
    return all.array();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public void close() throws IOException {
    socket.close();
    threads.shutdownNow();
  }
}
