// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import llmbench.engine.EmbeddedEngine;
import llmbench.engine.EngineAccess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Several servers, connections, certificates, proxies and models, through Gatling. */
class NetworkEndToEndTest {
  private static final Path CERTIFICATE = Path.of("src/test/resources/tls/server-cert.pem");
  private static final Path KEY = Path.of("src/test/resources/tls/server-key.pem");
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // In turn; the slow one gets fewer; by weights, drawn; each of two slots keeps its own.
        "round_robin     | reuse  | 1 | 10 | 10",
        "least_in_flight | reuse  | 1 | 4  | 9",
        "weighted        | reuse  | 4 | 1  | 9",
        "least_in_flight | sticky | 1 | 2  | 9",
      })
  void requestsAreSpread(String strategy, String connections, int weight, int least, int most)
      throws Exception {
    boolean slow = strategy.equals("least_in_flight");
    try (EmbeddedEngine one = Engines.exact(5, 1);
        EmbeddedEngine two = Engines.exact(slow ? 40 : 5, slow ? 4 : 1)) {
      String urls =
          weight == 1
              ? "[\"" + one.baseUri() + "\", \"" + two.baseUri() + "\"]"
              : "{\"" + one.baseUri() + "\": " + weight + ", \"" + two.baseUri() + "\": 1}";
      run(
          process(urls, 2, 20)
              .option("url_strategy", strategy)
              .option("connection_policy", connections));

      assertThat(one.generationRequests() + two.generationRequests()).isEqualTo(20);
      assertThat(two.generationRequests()).isBetween(least, most);
      JsonNode groups = result().path("llmbench").path("groups").path("by_target");
      assertThat(groups.path(one.baseUri().toString()).path("completed").asInt())
          .isEqualTo(one.generationRequests());
      assertThat(groups.path(two.baseUri().toString()).path("mean_ttft_ms").asDouble())
          .isPositive();
    }
  }

  @Test
  void aFreshConnectionIsMadeForEachRequest() throws Exception {
    try (EmbeddedEngine engine = Engines.exact(5, 1)) {
      run(process(engine.baseUri().toString(), 2, 10).option("connection_policy", "fresh"));
      // One for what is asked before the load, three times two to time connecting by.
      assertThat(engine.connectionsAccepted()).isEqualTo(10 + 1 + 2 * 3);
    }
  }

  @Test
  void theClientShowsItsCertificate() throws Exception {
    EngineAccess access = EngineAccess.withTls(CERTIFICATE, KEY).withClientCa(CERTIFICATE);
    try (EmbeddedEngine engine = Engines.exact(5, 1, access)) {
      GatlingProcess process =
          process(engine.baseUri().toString(), 1, 4).option("ca_file", CERTIFICATE);
      GatlingProcess.Finished without = process.run();
      assertThat(without.exitCode()).isNotZero();
      assertThat(without.output()).contains("Outcome: unreachable").doesNotContain("\tat ");

      run(process.option("client_cert", CERTIFICATE).option("client_key", KEY));
      assertThat(engine.generationRequests()).isEqualTo(4);
    }
  }

  @Test
  void theProxyOfTheEnvironmentIsUsed() throws Exception {
    try (EmbeddedEngine engine = Engines.exact(5, 1);
        ForwardProxy proxy = ForwardProxy.start(URI.create(engine.baseUri().toString()))) {
      // A name that nobody but the proxy knows.
      run(process("http://model.invalid:8000", 1, 4).environment("http_proxy", proxy.address()));
      assertThat(engine.generationRequests()).isEqualTo(4);
      assertThat(proxy.targets()).isNotEmpty().allMatch(target -> target.contains("model.invalid"));
    }
  }

  @Test
  void http2IsSpokenWhereTheServerAgrees() throws Exception {
    try (EmbeddedEngine engine = Engines.exact(5, 1);
        Http2Gateway gateway = Http2Gateway.start(CERTIFICATE, KEY, engine.baseUri())) {
      run(
          process("https://localhost:" + gateway.port(), 2, 6)
              .option("ca_file", CERTIFICATE)
              .option("http2", true));
      assertThat(engine.generationRequests()).isEqualTo(6);
      assertThat(gateway.streams()).isEqualTo(6);
      assertThat(result().path("mean_ttft_ms").asDouble()).isGreaterThan(5);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // Python: random.seed(0); [random.choice("abc") for _ in range(12)]
        "random      | bbabcbbbbbca",
        "round-robin | abcabcabcabc",
      })
  void adaptersAreDealtOutAsByVllm(String assignment, String expected) throws Exception {
    try (EmbeddedEngine engine =
        Engines.exact(5, 1, EngineAccess.OPEN.withModels(Set.of("a", "b", "c")))) {
      run(
          process(engine.baseUri().toString(), 1, 12)
              .option("lora_modules", "a b c")
              .option("lora_assignment", assignment));
      List<String> models = new ArrayList<>();
      for (String body : engine.receivedBodies()) {
        models.add(JSON.readTree(body).path("model").asText());
      }
      assertThat(String.join("", models)).isEqualTo(expected);
      JsonNode groups = result().path("llmbench").path("groups").path("by_model");
      assertThat(groups.path("b").path("completed").asInt())
          .isEqualTo((int) expected.chars().filter(c -> c == 'b').count());
    }
  }

  private GatlingProcess process(String urls, int concurrency, int prompts) {
    return new GatlingProcess(folder).against(urls, 16, 8, concurrency, prompts);
  }

  private static void run(GatlingProcess process) throws Exception {
    GatlingProcess.Finished finished = process.run();
    assertThat(finished.exitCode()).as(finished.output()).isZero();
  }

  private JsonNode result() throws Exception {
    Path results = folder.resolve("results");
    try (var files = java.nio.file.Files.list(results)) {
      return JSON.readTree(
          files
              .filter(file -> file.getFileName().toString().startsWith("bench_"))
              .findFirst()
              .get()
              .toFile());
    }
  }
}
