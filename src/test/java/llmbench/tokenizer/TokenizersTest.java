// SPDX-License-Identifier: Apache-2.0
package llmbench.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Where a tokenizer is looked for: folders, the hub's cache, and a stand-in for the hub on
 * loopback.
 */
class TokenizersTest {
  private static final Path SMALL = Path.of("src/test/resources/tokenizers/llmbench-small");

  @TempDir private Path home;
  private final List<String> warnings = new ArrayList<>();
  private final List<String> asked = new ArrayList<>();
  private final HttpServer hub = hub();
  private final HttpServer store = store();

  private HttpServer hub() {
    HttpServer server = server();
    server.createContext("/", this::answer);
    return server;
  }

  private HttpServer store() {
    HttpServer server = server();
    server.createContext("/", this::stored);
    return server;
  }

  private static HttpServer server() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @BeforeEach
  void start() {
    hub.start();
    store.start();
  }

  @AfterEach
  void stop() {
    hub.stop(0);
    store.stop(0);
  }

  /**
   * The hub: redirects files of {@code own/model} to the store, has no {@code own/none}, guards
   * {@code own/gated}.
   */
  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    asked.add("hub " + path + " " + exchange.getRequestHeaders().getFirst("Authorization"));
    if (path.startsWith("/own/model/resolve/main/")) {
      exchange.getResponseHeaders().set("X-Repo-Commit", "abc123");
      exchange
          .getResponseHeaders()
          .set(
              "Location",
              "http://localhost:"
                  + store.getAddress().getPort()
                  + path.substring(path.lastIndexOf('/')));
      exchange.sendResponseHeaders(302, -1);
    } else {
      exchange.sendResponseHeaders(path.startsWith("/own/gated") ? 401 : 404, -1);
    }
    exchange.close();
  }

  private void stored(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    asked.add("store " + path + " " + exchange.getRequestHeaders().getFirst("Authorization"));
    byte[] file = Files.readAllBytes(SMALL.resolve(path.substring(1)));
    exchange.sendResponseHeaders(200, file.length);
    exchange.getResponseBody().write(file);
    exchange.close();
  }

  private Map<String, String> environment(String... more) {
    Map<String, String> environment = new HashMap<>();
    environment.put("HF_HOME", home.toString());
    environment.put("HF_ENDPOINT", "http://127.0.0.1:" + hub.getAddress().getPort() + "/");
    for (int i = 0; i < more.length; i += 2) {
      environment.put(more[i], more[i + 1]);
    }
    return environment;
  }

  @Test
  void aFolderAndAFileAreTheSame() {
    Tokenizer folder = Tokenizers.open(SMALL.toString(), Map.of(), warnings::add);
    Tokenizer file =
        Tokenizers.open(SMALL.resolve("tokenizer.json").toString(), Map.of(), warnings::add);
    String text = "A request's clock starts, 你好 🌍\n\n";
    assertThat(folder.encode(text)).isNotEmpty().isEqualTo(file.encode(text));
    assertThat(folder.decode(folder.encode(text))).isEqualTo(text);
    assertThat(folder.count("")).isZero();
    assertThat(folder.vocabSize()).isEqualTo(1500);
    assertThat(folder.specialIds()).containsExactlyInAnyOrder(1500, 1501, 1502);
    assertThat(folder.specialTokensToAdd()).isZero();
    assertThat(warnings).isEmpty();
  }

  @Test
  void longTextsAreNotCut() {
    Tokenizer tokenizer = Tokenizers.open(SMALL.toString(), Map.of(), warnings::add);
    assertThat(tokenizer.count("x y ".repeat(5000))).isGreaterThan(5000);
  }

  /**
   * {@code t.decode(t.encode("we don't wait , do we ?", add_special_tokens=False))} in vLLM 0.32.
   */
  @Test
  void spacesAreCleanedUpIfTheConfigurationAsksForIt() throws IOException {
    Path words = SMALL.resolveSibling("llmbench-wordpiece");
    Files.copy(words.resolve("tokenizer.json"), home.resolve("tokenizer.json"));
    String config = Files.readString(words.resolve("tokenizer_config.json"));
    String key = "\"clean_up_tokenization_spaces\": ";
    Files.writeString(
        home.resolve("tokenizer_config.json"), config.replace(key + "false", key + "true"));

    assertThat(again(words)).isEqualTo("we don ' t wait, do we?");
    assertThat(again(home)).isEqualTo("we don't wait, do we?");
  }

  private String again(Path folder) {
    Tokenizer tokenizer = Tokenizers.open(folder.toString(), Map.of(), warnings::add);
    return tokenizer.decode(tokenizer.encode("we don't wait , do we ?"));
  }

  @Test
  void withoutAConfigurationMarkedTokensAreSpecialAndAWarningSaysSo() throws IOException {
    Files.copy(SMALL.resolve("tokenizer.json"), home.resolve("tokenizer.json"));
    Tokenizer tokenizer = Tokenizers.open(home.toString(), Map.of(), warnings::add);
    assertThat(tokenizer.specialIds()).containsExactlyInAnyOrder(1500, 1501, 1502);
    assertThat(warnings).singleElement().asString().contains("no tokenizer_config.json");
  }

  @Test
  void aHubIdIsFetchedOnceAndThenFoundInTheCache() {
    Map<String, String> environment = environment("HF_TOKEN", "secret-token");
    Tokenizer fetched = Tokenizers.open("own/model", environment, warnings::add);
    assertThat(fetched.vocabSize()).isEqualTo(1500);
    assertThat(home.resolve("hub/models--own--model/snapshots/abc123/tokenizer.json")).exists();
    assertThat(home.resolve("hub/models--own--model/refs/main")).hasContent("abc123");
    assertThat(asked)
        .contains("hub /own/model/resolve/main/tokenizer.json Bearer secret-token")
        .as("the token goes to the hub only")
        .contains("store /tokenizer.json null");
    int requests = asked.size();
    Tokenizers.open("own/model", environment("HF_HUB_OFFLINE", "1"), warnings::add);
    assertThat(asked).hasSize(requests);
  }

  @Test
  void whatIsNotThereIsToldWithThePlacesAndTheWaysToMendIt() {
    assertThatThrownBy(() -> Tokenizers.open("own/none", environment(), warnings::add))
        .isInstanceOf(TokenizerException.class)
        .hasMessageContaining("own/none")
        .hasMessageContaining("the hub has no tokenizer.json")
        .hasMessageContaining("models--own--none")
        .hasMessageContaining("tokenizer: server");
    assertThatThrownBy(() -> Tokenizers.open("own/gated", environment(), warnings::add))
        .hasMessageContaining("HTTP 401")
        .hasMessageContaining("HF_TOKEN");
    assertThatThrownBy(
            () -> Tokenizers.open("own/model", environment("HF_HUB_OFFLINE", "1"), warnings::add))
        .hasMessageContaining("HF_HUB_OFFLINE");
    assertThatThrownBy(() -> Tokenizers.open("./no/such/folder", environment(), warnings::add))
        .hasMessageContaining("no/such/folder");
  }

  @Test
  void anUnreachableHubIsNamed() {
    hub.stop(0);
    assertThatThrownBy(() -> Tokenizers.open("own/model", environment(), warnings::add))
        .isInstanceOf(TokenizerException.class)
        .hasMessageContaining("cannot be reached");
  }

  @Test
  void aFileThatIsNoTokenizerIsRefused() throws IOException {
    Files.writeString(home.resolve("tokenizer.json"), "{\"model\": {}}");
    assertThatThrownBy(() -> Tokenizers.open(home.toString(), Map.of(), warnings::add))
        .hasMessageContaining("vocabulary");
    Files.writeString(home.resolve("tokenizer.json"), "{\"mod");
    assertThatThrownBy(() -> Tokenizers.open(home.toString(), Map.of(), warnings::add))
        .isInstanceOf(TokenizerException.class)
        .hasMessageContaining("cannot be read");
  }
}
