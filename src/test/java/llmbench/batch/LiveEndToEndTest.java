// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveEndToEndTest {
  private static final Pattern IN_FLIGHT =
      Pattern.compile("(?m)^llmbench_requests_in_flight\\{[^}]*} ([0-9]+)\\.0$");
  private static final Pattern COMPLETED =
      Pattern.compile("(?m)^llmbench_requests_total\\{[^}]*outcome=\"completed\"} ([0-9]+)\\.0$");

  @TempDir private Path folder;

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Test
  void figuresOfTheRunningCaseCanBeAskedFor() throws Exception {
    int port = freePort();
    Process run =
        new GatlingProcess(folder)
            .against("embedded", 16, 40, 2, 12)
            .option("engine_exact", true)
            .option("engine_itl_ms", 20)
            .option("live", port)
            .start();
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest ask =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics")).build();
    List<Integer> inFlight = new ArrayList<>();
    List<Integer> completed = new ArrayList<>();
    while (run.isAlive()) {
      try {
        String text = client.send(ask, HttpResponse.BodyHandlers.ofString()).body();
        add(IN_FLIGHT.matcher(text), inFlight);
        add(COMPLETED.matcher(text), completed);
      } catch (IOException e) {
        // Not begun, or ended.
      }
      Thread.sleep(50);
    }
    assertThat(run.exitValue()).isZero();
    assertThat(inFlight).contains(2).allMatch(n -> n >= 0 && n <= 2);
    assertThat(completed).isSorted().contains(2).allMatch(n -> n <= 12);
    assertThat(new GatlingProcess(folder).output())
        .contains("Live figures: http://127.0.0.1:" + port + "/ ");
  }

  private static void add(Matcher found, List<Integer> to) {
    if (found.find()) {
      to.add(Integer.valueOf(found.group(1)));
    }
  }
}
