// SPDX-License-Identifier: Apache-2.0
package llmbench.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxyFromEnvironmentTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      value = {
        "http://model:8000  | http_proxy=http://p:3128                        | p:3128",
        "http://model:8000  | HTTP_PROXY=p:3128                               | p:3128",
        "http://model:8000  | HTTP_PROXY=http://q:1 http_proxy=http://p:2     | p:2",
        "http://model:8000  | https_proxy=http://p:3128                       | none",
        "https://model      | https_proxy=http://p                            | p:80",
        "https://model      | all_proxy=https://p                             | p:443",
        "http://model:8000  | http_proxy=http://p:1 no_proxy=model            | none",
        "http://a.model     | http_proxy=http://p:1 no_proxy=x,.model         | none",
        "http://a.model     | http_proxy=http://p:1 NO_PROXY=*.model          | none",
        "http://amodel      | http_proxy=http://p:1 no_proxy=model            | p:1",
        "http://model       | http_proxy=http://p:1 no_proxy=*                | none",
        "http://model       | x=y                                             | none",
      })
  void theVariablesOfTheSchemeAreRead(String url, String variables, String expected) {
    InetSocketAddress proxy = ProxyFromEnvironment.of(url, environment(variables));
    assertThat(proxy == null ? null : proxy.getHostString() + ":" + proxy.getPort())
        .isEqualTo(expected);
  }

  @Test
  void whatIsNoProxyIsRefused() {
    for (String wrong : new String[] {"http://u:p@h:1", "socks5://h:1", "http://"}) {
      assertThatThrownBy(() -> ProxyFromEnvironment.of("http://model", Map.of("http_proxy", wrong)))
          .isInstanceOf(ServerException.class)
          .hasMessageStartingWith("http_proxy: expected http://HOST:PORT");
    }
  }

  private static Map<String, String> environment(String variables) {
    Map<String, String> environment = new HashMap<>();
    for (String each : variables.strip().split(" +", -1)) {
      environment.put(each.split("=", 2)[0], each.split("=", 2)[1]);
    }
    return environment;
  }
}
