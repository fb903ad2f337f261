// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A proxy for plain HTTP: sends every request to one server, whatever host it names, and keeps the
 * addresses that were asked for.
 */
final class ForwardProxy implements AutoCloseable {
  private final ServerSocket listening;
  private final URI server;
  private final List<String> targets = new CopyOnWriteArrayList<>();

  private ForwardProxy(ServerSocket listening, URI server) {
    this.listening = listening;
    this.server = server;
  }

  static ForwardProxy start(URI server) throws IOException {
    ForwardProxy proxy =
        new ForwardProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), server);
    daemon(proxy::accept);
    return proxy;
  }

  String address() {
    return "http://127.0.0.1:" + listening.getLocalPort();
  }

  /** The first line of each request. */
  List<String> targets() {
    return targets;
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket client = listening.accept();
        daemon(() -> serve(client));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (client;
        Socket upstream = new Socket(server.getHost(), server.getPort())) {
      daemon(() -> copy(upstream, client));
      forward(client.getInputStream(), upstream.getOutputStream());
    } catch (IOException e) {
      // One of the two has gone.
    }
  }

  /** Makes each request's address a path, and passes the rest on. */
  private void forward(InputStream in, OutputStream out) throws IOException {
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      targets.add(line);
      StringBuilder head =
          new StringBuilder(line.replaceFirst(" http://[^/ ]+/?", " /")).append("\r\n");
      int length = 0;
      for (String header = line(in); !header.isEmpty(); header = line(in)) {
        head.append(header).append("\r\n");
        if (header.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:")) {
          length = Integer.parseInt(header.substring(15).strip());
        }
      }
      out.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
      out.write(in.readNBytes(length));
      out.flush();
    }
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }

  private static void copy(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      // One of the two has gone.
    }
  }

  private static void daemon(Runnable task) {
    Thread thread = new Thread(task, "forward-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
