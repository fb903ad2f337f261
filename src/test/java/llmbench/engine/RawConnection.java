// SPDX-License-Identifier: Apache-2.0
package llmbench.engine;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** An HTTP/1.1 connection that hides nothing: it shows how a response ended and how it was cut. */
final class RawConnection implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 10_000;

  private final Socket socket;
  private byte[] unread = new byte[0];

  RawConnection(URI base) throws IOException {
    this(new Socket(base.getHost(), base.getPort()));
  }

  RawConnection(Socket socket) throws IOException {
    this.socket = socket;
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(PATIENCE_MILLIS);
  }

  /** How a response ended. */
  enum Ending {
    COMPLETE,
    CLOSED_EARLY,
    RESET,
    SILENCE
  }

  /**
   * A response.
   *
   * @param status 0 if none came
   * @param body without the chunked encoding, as far as it came
   * @param reads what each read from the socket gave, head included
   */
  record Response(
      int status, List<String> headers, String body, Ending ending, List<byte[]> reads) {
    /** The data of its events, for streams in vLLM's form. */
    List<String> events() {
      List<String> events = new ArrayList<>();
      for (String line : body.split("\n", -1)) {
        if (line.startsWith("data: ")) {
          events.add(line.substring("data: ".length()));
        }
      }
      return events;
    }
  }

  static Response post(URI base, String path, String json, String... headers) throws IOException {
    try (RawConnection connection = new RawConnection(base)) {
      return connection.send("POST", path, json, headers);
    }
  }

  static Response get(URI base, String path, String... headers) throws IOException {
    try (RawConnection connection = new RawConnection(base)) {
      return connection.send("GET", path, "", headers);
    }
  }

  void patience(int millis) throws IOException {
    socket.setSoTimeout(millis);
  }

  /** Sends without waiting for the answer. */
  void write(String method, String path, String json, String... headers) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    StringBuilder head =
        new StringBuilder(method + " " + path + " HTTP/1.1\r\nhost: localhost\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    if (!head.toString().contains("content-type")) {
      head.append("content-type: application/json\r\n");
    }
    head.append("content-length: ").append(body.length).append("\r\n\r\n");
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(head.toString().getBytes(StandardCharsets.US_ASCII));
    all.writeBytes(body);
    socket.getOutputStream().write(all.toByteArray());
    socket.getOutputStream().flush();
  }

  Response send(String method, String path, String json, String... headers) throws IOException {
    write(method, path, json, headers);
    return read();
  }

  Response read() throws IOException {
    List<byte[]> reads = new ArrayList<>();
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(unread);
    byte[] buffer = new byte[1 << 16];
    Ending ending = Ending.COMPLETE;
    Parsed parsed = Parsed.of(all.toByteArray());
    try {
      while (!parsed.complete) {
        int length = socket.getInputStream().read(buffer);
        if (length < 0) {
          ending = Ending.CLOSED_EARLY;
          break;
        }
        reads.add(Arrays.copyOf(buffer, length));
        all.write(buffer, 0, length);
        parsed = Parsed.of(all.toByteArray());
      }
    } catch (SocketTimeoutException e) {
      ending = Ending.SILENCE;
    } catch (SocketException e) {
      ending = Ending.RESET;
    }
    byte[] bytes = all.toByteArray();
    unread = Arrays.copyOfRange(bytes, parsed.end, bytes.length);
    String body = new String(parsed.body, StandardCharsets.UTF_8);
    return new Response(parsed.status, parsed.headers, body, ending, reads);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private record Parsed(int status, List<String> headers, byte[] body, int end, boolean complete) {
    static Parsed of(byte[] bytes) {
      String text = new String(bytes, StandardCharsets.ISO_8859_1);
      int headEnd = text.indexOf("\r\n\r\n");
      if (headEnd < 0) {
        return new Parsed(0, List.of(), new byte[0], bytes.length, false);
      }
      List<String> lines = List.of(text.substring(0, headEnd).split("\r\n", -1));
      int status = Integer.parseInt(lines.get(0).substring(9, 12));
      List<String> headers = lines.subList(1, lines.size());
      int at = headEnd + 4;
      for (String header : headers) {
        if (header.toLowerCase(Locale.ROOT).startsWith("content-length: ")) {
          int length = Integer.parseInt(header.substring("content-length: ".length()));
          byte[] body = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + length));
          return new Parsed(status, headers, body, at + body.length, body.length == length);
        }
      }
      return chunked(status, headers, bytes, text, at);
    }

    private static Parsed chunked(
        int status, List<String> headers, byte[] bytes, String text, int start) {
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      int at = start;
      while (true) {
        int lineEnd = text.indexOf("\r\n", at);
        if (lineEnd < 0) {
          return new Parsed(status, headers, body.toByteArray(), bytes.length, false);
        }
        int size = Integer.parseInt(text.substring(at, lineEnd), 16);
        int from = lineEnd + 2;
        if (size == 0) {
          boolean complete = text.startsWith("\r\n", from);
          int end = complete ? from + 2 : bytes.length;
          return new Parsed(status, headers, body.toByteArray(), end, complete);
        }
        body.write(bytes, from, Math.max(0, Math.min(size, bytes.length - from)));
        if (from + size + 2 > bytes.length) {
          return new Parsed(status, headers, body.toByteArray(), bytes.length, false);
        }
        at = from + size + 2;
      }
    }
  }
}
