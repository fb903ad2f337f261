// SPDX-License-Identifier: Apache-2.0
package llmbench.server;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import llmbench.plan.Api;
import llmbench.plan.Target;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UnreachableTest {

  @Test
  void aProxyThatIsDownIsNamedBesideTheServer() throws IOException {
    InetSocketAddress proxy = nobody();
    assertThatThrownBy(() -> ask("http://server.invalid:8000", proxy))
        .hasMessageContaining(
            "cannot reach http://server.invalid:8000 through the proxy 127.0.0.1:"
                + proxy.getPort()
                + ": connection refused")
        .hasMessageContaining("no_proxy");
  }

  @Test
  void aProxyWhoseNameIsNotKnownIsTheUnknownHost() {
    assertThatThrownBy(
            () ->
                ask(
                    "http://127.0.0.1:8000",
                    InetSocketAddress.createUnresolved("proxy.invalid", 3128)))
        .hasMessageContaining("unknown host proxy.invalid;");
  }

  @Test
  void withoutAProxyNoneIsSpokenOf() throws IOException {
    int port = nobody().getPort();
    assertThatThrownBy(() -> ask("http://127.0.0.1:" + port, null))
        .hasMessage(
            "cannot reach http://127.0.0.1:"
                + port
                + ": connection refused; check base_url and that the server is up");
  }

  private static void ask(String url, @Nullable InetSocketAddress proxy) {
    Target target = new Target(url, Api.OPENAI, null, null, null, null, Map.of(), false, null);
    ServerConnection.to(target, url, null, Duration.ofSeconds(10), proxy).get("/v1/models");
  }

  /** A port of this machine where nobody listens any more. */
  private static InetSocketAddress nobody() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return InetSocketAddress.createUnresolved("127.0.0.1", socket.getLocalPort());
    }
  }
}
