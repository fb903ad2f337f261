// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.zip.GZIPOutputStream;

/**
 * A server that answers the N-th request with the N-th attack, and goes on with it until the client
 * closes the connection, or has taken {@value #ENOUGH} bytes.
 */
final class HostileServer implements AutoCloseable {
  /** More than a client may take. */
  static final long ENOUGH = 4L << 30;

  private static final byte[] LOT = new byte[1 << 16];
  private static final String STREAM =
      "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n";
  private static final String TOKEN =
      "data:"
          + " {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"x\"},\"finish_reason\":null}]}\n\n";
  private static final String LAST =
      """
      data: {"choices":[{"index":0,"delta":{},"finish_reason":"length"}]}

      data: [DONE]

      """;

  static {
    Arrays.fill(LOT, (byte) 'a');
  }

  /** What is written before, and again and again. */
  private record Attack(String head, byte[] again) {}

  /** In the order of the requests. */
  static final List<String> ATTACKS =
      List.of(
          "endless headers",
          "endless header line",
          "endless line",
          "chunk of 1 GB",
          "zip bomb",
          "endless stream",
          "endless chunk extension",
          "endless trailer",
          "endless error",
          "endless page of another type");

  private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<Integer, Long> taken = new ConcurrentHashMap<>();

  HostileServer() throws IOException {
    threads.execute(this::accept);
  }

  String url() {
    return "http://127.0.0.1:" + socket.getLocalPort();
  }

  /** Bytes that the client let it write, by the number of the request. */
  Map<Integer, Long> taken() {
    return taken;
  }

  private static Attack attack(int number) {
    return switch (number) {
      case 0 ->
          new Attack(
              "HTTP/1.1 200 OK\r\n",
              ("X-A: " + "a".repeat(1000) + "\r\n").getBytes(StandardCharsets.US_ASCII));
      case 1 -> new Attack("HTTP/1.1 200 OK\r\nX-A: ", LOT);
      case 2 -> new Attack(STREAM + "\r\n", chunk(LOT));
      case 3 -> new Attack(STREAM + "\r\n40000000\r\n", LOT);
      case 4 -> new Attack(STREAM + "Content-Encoding: gzip\r\n\r\n", chunk(bomb()));
      case 5 -> new Attack(STREAM + "\r\n", chunk(ascii(TOKEN.repeat(500))));
      case 6 -> new Attack(STREAM + "\r\n5;a=", LOT);
      case 7 ->
          new Attack(
              STREAM + "\r\n" + chunkText(TOKEN + LAST) + "0\r\n", ascii("X-A: a\r\n".repeat(500)));
      case 8 -> new Attack("HTTP/1.1 500 Oops\r\nContent-Type: text/plain\r\n\r\n", LOT);
      default -> new Attack("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", LOT);
    };
  }

  /** A member of a gzip file that is a hundred times as long when unpacked; members add up. */
  private static byte[] bomb() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
      for (int i = 0; i < 512; i++) {
        zip.write(LOT);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static String chunkText(String data) {
    return Integer.toHexString(data.length()) + "\r\n" + data + "\r\n";
  }

  private static byte[] chunk(byte[] data) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(ascii(Integer.toHexString(data.length) + "\r\n"));
    bytes.writeBytes(data);
    bytes.writeBytes(ascii("\r\n"));
    return bytes.toByteArray();
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
      while (true) {
        String line = in.readLine();
        if (line == null) {
          return;
        }
        boolean asks = line.startsWith("POST /v1/chat/completions");
        int number = -1;
        int length = 0;
        for (String header = in.readLine();
            header != null && !header.isEmpty();
            header = in.readLine()) {
          String lower = header.toLowerCase(Locale.ROOT);
          if (lower.startsWith("x-request-id:")) {
            number = Integer.parseInt(header.substring(header.lastIndexOf('-') + 1));
          } else if (lower.startsWith("content-length:")) {
            length = Integer.parseInt(header.substring(header.indexOf(':') + 1).strip());
          }
        }
        for (int i = 0; i < length; i++) {
          in.read();
        }
        if (!asks) {
          out.write(ascii("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"));
        } else if (number >= ATTACKS.size()) {
          out.write(ascii(STREAM + "\r\n" + chunkText(TOKEN + LAST) + "0\r\n\r\n"));
        } else {
          strike(number, out);
          return;
        }
        out.flush();
      }
    } catch (IOException e) {
      // The client has had enough.
    }
  }

  private void strike(int number, OutputStream out) throws IOException {
    Attack attack = attack(number);
    out.write(ascii(attack.head()));
    long written = attack.head().length();
    while (written < ENOUGH) {
      out.write(attack.again());
      written += attack.again().length;
      taken.put(number, written);
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
    threads.shutdownNow();
  }
}
