// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.Deflater;

/**
 * A server of WebSockets that answers the N-th of them with the N-th attack, and goes on with it
 * until the client closes the connection, or has taken {@link HostileServer#ENOUGH} bytes. It reads
 * nothing meanwhile.
 */
final class HostileSocketServer implements AutoCloseable {
  private static final byte[] LOT = "a".repeat(1 << 16).getBytes(StandardCharsets.US_ASCII);
  private static final int TEXT = 0x1;
  private static final int CONTINUATION = 0x0;
  private static final int BINARY = 0x2;
  private static final int PING = 0x9;
  private static final int LAST = 0x80;
  private static final int COMPRESSED = 0x40;

  /** In the order of the sockets. */
  static final List<String> ATTACKS =
      List.of(
          "endless handshake header",
          "endless refusal of the handshake",
          "handshake that drips",
          "frame of 2^62 bytes",
          "frame of 1 GB",
          "endless fragments",
          "endless pings",
          "endless binary frames",
          "zip bomb",
          "endless small messages");

  private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicInteger sockets = new AtomicInteger();
  private final Map<Integer, Long> taken = new ConcurrentHashMap<>();

  HostileSocketServer() throws IOException {
    threads.execute(this::accept);
  }

  String url() {
    return "http://127.0.0.1:" + socket.getLocalPort();
  }

  /** Bytes that the client let it write, by the number of the socket. */
  Map<Integer, Long> taken() {
    return taken;
  }

  private void accept() {
    try {
      while (true) {
        Socket client = socket.accept();
        threads.execute(() -> serve(client));
      }
    } catch (IOException | RejectedExecutionException e) {
      // Closed.
    }
  }

  private void serve(Socket client) {
    try (client) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
      OutputStream out = client.getOutputStream();
      String key = null;
      for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
        if (line.toLowerCase(Locale.ROOT).startsWith("sec-websocket-key:")) {
          key = line.substring(line.indexOf(':') + 1).strip();
        }
      }
      if (key == null) {
        out.write(
            ascii("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
        return;
      }
      int number = sockets.getAndIncrement();
      if (number == 2) {
        drip(out);
      } else {
        strike(number, key, out);
      }
      in.read();
    } catch (IOException e) {
      // The client has had enough.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void drip(OutputStream out) throws IOException, InterruptedException {
    out.write(ascii("HTTP/1.1 101 Switching Protocols\r\nX-A: "));
    for (long written = 0; ; written++) {
      out.write('a');
      taken.put(2, written);
      Thread.sleep(100);
    }
  }

  private void strike(int number, String key, OutputStream out) throws IOException {
    boolean compressed = number == 8;
    byte[] open = ascii(upgrade(key, compressed));
    byte[] head =
        switch (number) {
          case 0 -> ascii("HTTP/1.1 101 Switching Protocols\r\n");
          case 1 -> ascii("HTTP/1.1 403 Forbidden\r\nContent-Type: text/plain\r\n\r\n");
          case 3 -> join(open, frame(LAST | TEXT, 1L << 62));
          case 4 -> join(open, frame(LAST | TEXT, 1L << 30));
          case 5 -> join(open, frame(TEXT, 0));
          default -> open;
        };
    byte[] again =
        switch (number) {
          case 0 -> ascii(("X-A: " + "a".repeat(1000) + "\r\n").repeat(50));
          case 5 -> join(frame(CONTINUATION, LOT.length), LOT);
          case 6 -> many(join(frame(LAST | PING, 1), new byte[1]));
          case 7 -> join(frame(LAST | BINARY, LOT.length), LOT);
          case 8 -> bomb();
          case 9 -> many(message("{\"type\":\"session.created\"}"));
          default -> LOT;
        };
    if (number >= ATTACKS.size()) {
      out.write(open);
      out.write(message("{\"type\":\"response.output_text.delta\",\"delta\":\"x\"}"));
      out.write(message("{\"type\":\"response.done\",\"response\":{\"status\":\"completed\"}}"));
      return;
    }
    out.write(head);
    for (long written = head.length; written < HostileServer.ENOUGH; written += again.length) {
      out.write(again);
      taken.put(number, written);
    }
  }

  private static String upgrade(String key, boolean compressed) {
    try {
      byte[] accept =
          MessageDigest.getInstance("SHA-1")
              .digest(ascii(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"));
      return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
          + (compressed ? "Sec-WebSocket-Extensions: permessage-deflate\r\n" : "")
          + "Sec-WebSocket-Accept: "
          + Base64.getEncoder().encodeToString(accept)
          + "\r\n\r\n";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-1", e);
    }
  }

  /** A frame's head; what it announces is for the caller to send. */
  private static byte[] frame(int bits, long length) {
    if (length < 126) {
      return new byte[] {(byte) bits, (byte) length};
    }
    return ByteBuffer.allocate(10).put((byte) bits).put((byte) 127).putLong(length).array();
  }

  private static byte[] message(String text) {
    return join(frame(LAST | TEXT, text.length()), ascii(text));
  }

  /** One compressed message of a few hundred KB, which unpacks to 256 MiB. */
  private static byte[] bomb() {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    byte[] piece = new byte[1 << 16];
    for (int i = 0; i < 1 << 12; i++) {
      deflater.setInput(LOT);
      int n = deflater.deflate(piece, 0, piece.length, Deflater.NO_FLUSH);
      packed.write(piece, 0, n);
    }
    for (int n = piece.length; n == piece.length; ) {
      n = deflater.deflate(piece, 0, piece.length, Deflater.SYNC_FLUSH);
      packed.write(piece, 0, n);
    }
    deflater.end();
    byte[] data = packed.toByteArray();
    return join(frame(LAST | COMPRESSED | TEXT, data.length), data);
  }

  private static byte[] many(byte[] frame) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int i = 0; i < 5_000; i++) {
      all.writeBytes(frame);
    }
    return all.toByteArray();
  }

  private static byte[] join(byte[] one, byte[] other) {
    return ByteBuffer.allocate(one.length + other.length).put(one).put(other).array();
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
