// SPDX-License-Identifier: Apache-2.0
package llmbench.live;

import io.prometheus.metrics.exporter.httpserver.HTTPServer;
import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import llmbench.recording.RecordTimes;
import llmbench.recording.RequestRecord;

/** Offers a run's figures over HTTP: {@code /metrics} for Prometheus, and {@code /} to look at. */
final class LiveServer implements LiveSink {
  private static final int THREADS = 2;

  private final PrometheusFigures figures;
  private final HTTPServer server;
  private final ExecutorService threads;

  private LiveServer(PrometheusFigures figures, HTTPServer server, ExecutorService threads) {
    this.figures = figures;
    this.server = server;
    this.threads = threads;
  }

  /**
   * Begins to listen.
   *
   * @param port 0 for any that is free
   * @throws IOException if it cannot
   */
  static LiveServer start(String host, int port, PrometheusFigures figures) throws IOException {
    ExecutorService threads =
        Executors.newFixedThreadPool(
            THREADS,
            task -> {
              Thread thread = new Thread(task, "llmbench-live");
              thread.setDaemon(true);
              return thread;
            });
    try {
      HTTPServer server =
          HTTPServer.builder()
              .hostname(host)
              .port(port)
              .registry(figures.registry())
              .defaultHandler(new LivePage(figures::cases))
              .executorService(threads)
              .buildAndStart();
      return new LiveServer(figures, server, threads);
    } catch (IOException | RuntimeException e) {
      threads.shutdownNow();
      throw e;
    }
  }

  int port() {
    return server.getPort();
  }

  @Override
  public void opened(LiveCase of) {
    figures.opened(of);
  }

  @Override
  public void ended(LiveCase of, RequestRecord record, RecordTimes times) {
    figures.ended(of, record, times);
  }

  @Override
  public void closed(LiveCase of) {
    figures.closed(of);
  }

  @Override
  public void close() {
    server.close();
    threads.shutdownNow();
  }
}
