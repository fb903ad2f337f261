// SPDX-License-Identifier: Apache-2.0
package llmbench.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files come from a stand-in for the Hub into the cache, whatever the way there is like. */
class HubDatasetTest {
  private static final String ID = "owner/some-set";
  private static final byte[] LARGE = large();

  @TempDir Path cache;
  private StandInHub hub;
  private final List<String> said = new ArrayList<>();
  private final List<Long> waits = new ArrayList<>();
  private final Map<String, String> environment = new HashMap<>();

  private static byte[] large() {
    byte[] bytes = new byte[300_000];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i * 31 + i / 251);
    }
    return bytes;
  }

  @BeforeEach
  void start() throws IOException {
    hub =
        new StandInHub(ID)
            .with("README.md", "# Set\n".getBytes(StandardCharsets.UTF_8))
            .with("data/ä b.bin", LARGE);
    environment.putAll(
        Map.of("HF_ENDPOINT", hub.endpoint() + "/", "HF_HUB_CACHE", cache.toString()));
  }

  @AfterEach
  void stop() {
    hub.close();
  }

  private HubDataset open() throws IOException {
    return HubDataset.open(ID, environment, said::add, time -> waits.add(time.toSeconds()));
  }

  @Test
  void filesAreFetchedOnceIntoTheCachesLayout() throws IOException {
    HubDataset set = open();
    assertThat(set.names()).containsExactly("README.md", "data/ä b.bin");
    Path file = set.file("data/ä b.bin");
    assertThat(file).hasBinaryContent(LARGE);
    Path folder = cache.resolve("datasets--owner--some-set");
    assertThat(file)
        .isEqualTo(folder.resolve("snapshots").resolve(StandInHub.COMMIT).resolve("data/ä b.bin"));
    assertThat(folder.resolve("refs/main")).hasContent(StandInHub.COMMIT);
    assertThat(Files.isSymbolicLink(file)).isTrue();
    assertThat(file.toRealPath().getParent()).isEqualTo(folder.resolve("blobs").toRealPath());
    assertThat(said).contains("Fetching data/ä b.bin (0.3 MB) from " + hub.endpoint());
    int asked = hub.asked.size();
    assertThat(open().file("data/ä b.bin")).hasBinaryContent(LARGE);
    assertThat(hub.asked).as("only the names again").hasSize(asked + 1);
    environment.put("HF_HUB_OFFLINE", "1");
    HubDataset offline = open();
    assertThat(offline.names()).containsExactly("data/ä b.bin");
    assertThat(offline.file("data/ä b.bin")).hasBinaryContent(LARGE);
    assertThat(hub.asked).as("nothing is asked offline").hasSize(asked + 1);
  }

  @Test
  void theTokenGoesToTheHubAlone() throws IOException {
    environment.put("HF_TOKEN", "hf_secret");
    open().file("README.md");
    assertThat(hub.asked)
        .containsExactly(
            "/api/datasets/owner/some-set/revision/main token",
            "/datasets/owner/some-set/resolve/main/README.md token",
            "/store/README.md");
  }

  @Test
  void aBrokenConnectionGoesOnWhereItBroke() throws IOException {
    hub.cuts.addAll(List.of(100_000, 50_000));
    assertThat(open().file("data/ä b.bin")).hasBinaryContent(LARGE);
    List<String> ranges = hub.asked.stream().filter(a -> a.startsWith("/store")).toList();
    assertThat(ranges).hasSize(3);
    assertThat(ranges.get(1)).matches(".* bytes=[1-9][0-9]*-");
    assertThat(said)
        .contains("The connection broke while data/ä b.bin was fetched; it goes on from there");
  }

  @Test
  void anotherRunGoesOnWhereOneWasStopped() throws IOException {
    HubDataset set = open();
    hub.cuts.addAll(List.of(40_000, 1, 1, 1, 1));
    assertThatThrownBy(() -> set.file("data/ä b.bin"))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(
            "the hub at " + hub.endpoint() + " broke off data/ä b.bin 5 times: ");
    Path blobs = cache.resolve("datasets--owner--some-set/blobs");
    try (var files = Files.list(blobs)) {
      assertThat(files.map(Path::toString)).singleElement().asString().endsWith(".incomplete");
    }
    hub.asked.clear();
    assertThat(open().file("data/ä b.bin")).hasBinaryContent(LARGE);
    assertThat(hub.asked).last().asString().matches("/store/data/ä b.bin bytes=[0-9]{4,}-");
    try (var files = Files.list(blobs)) {
      assertThat(files.map(Path::toString)).singleElement().asString().doesNotContain("incomplete");
    }
  }

  @Test
  void aFileThatHadComeWhollyIsTaken() throws IOException {
    Path blobs = cache.resolve("datasets--owner--some-set/blobs");
    Files.createDirectories(blobs);
    Files.write(blobs.resolve("etag-of-" + "data/ä b.bin".hashCode() + ".incomplete"), LARGE);
    assertThat(open().file("data/ä b.bin")).hasBinaryContent(LARGE);
  }

  @Test
  void tooManyRequestsAreWaitedForAsLongAsTheHubSays() throws IOException {
    hub.statuses.addAll(List.of(429, 503));
    assertThat(open().names()).hasSize(2);
    assertThat(waits).containsExactly(7L, 7L);
    assertThat(said).contains("The hub at " + hub.endpoint() + " answers HTTP 429; again in 7 s");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "401 | 1 | refused \"owner/some-set\" (HTTP 401): it is not there, or it is private or"
            + " gated; set HF_TOKEN to a token that may read it",
        "403 | 1 | refused \"owner/some-set\" to this HF_TOKEN (HTTP 403); if the set has"
            + " conditions, accept them at HUB/datasets/owner/some-set",
        "404 | 1 | has no data set \"owner/some-set\" (HTTP 404)",
        "429 | 5 | asks to wait (HTTP 429) after 5 tries; try later, or set HF_TOKEN",
        "500 | 5 | answered HTTP 500 for \"owner/some-set\" after 5 tries",
      })
  void refusalsSayHowToMend(int status, int times, String message) {
    for (int i = 0; i < times; i++) {
      hub.statuses.add(status);
    }
    assertThatThrownBy(this::open)
        .isInstanceOf(IOException.class)
        .hasMessage("the hub at " + hub.endpoint() + " " + message.replace("HUB", hub.endpoint()));
    assertThat(waits).hasSize(times - 1);
  }

  @Test
  void aFileThatIsGoneIsNamed() throws IOException {
    HubDataset set = open();
    hub.statuses.add(404);
    assertThatThrownBy(() -> set.file("README.md"))
        .hasMessage(
            "the hub at "
                + hub.endpoint()
                + " has no README.md of data set \"owner/some-set\" (HTTP 404)");
    assertThatThrownBy(() -> set.file("../x")).hasMessage("\"owner/some-set\" has no file ../x");
  }

  @Test
  void aHubThatDoesNotAnswerIsNamed() throws IOException {
    environment.put("HF_HUB_DOWNLOAD_TIMEOUT", "1");
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String address = "http://127.0.0.1:" + silent.getLocalPort();
      environment.put("HF_ENDPOINT", address);
      assertThatThrownBy(this::open)
          .hasMessage("the hub at " + address + " cannot be reached: no answer within 1 s");
    }
    environment.put("HF_ENDPOINT", "http://127.0.0.1:1");
    assertThatThrownBy(this::open)
        .hasMessageStartingWith("the hub at http://127.0.0.1:1 cannot be reached: ");
  }

  @Test
  void offlineTheCacheIsAll() {
    environment.put("HF_HUB_OFFLINE", "1");
    assertThatThrownBy(this::open)
        .hasMessage(
            "HF_HUB_OFFLINE is set, and \"owner/some-set\" is not in the cache at "
                + cache.resolve("datasets--owner--some-set"));
  }
}
