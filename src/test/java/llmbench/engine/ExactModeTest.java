// SPDX-License-Identifier: Apache-2.0
package llmbench.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import llmbench.engine.RawConnection.Response;
import llmbench.recording.NanoClock;
import org.junit.jupiter.api.Test;

/** The lower bounds are exact: no token may be early. How late one is depends on the machine. */
class ExactModeTest {
  private static final int TOKENS = 20;
  private static final long TTFT = 30_000_000;
  private static final long ITL = 5_000_000;

  @Test
  void noTokenIsWrittenBeforeItIsDueAndAllTimesAreKept() throws IOException {
    try (EmbeddedEngine engine = start()) {
      long before = NanoClock.SYSTEM.nanoTime();
      ask(engine, "r-1");
      long after = NanoClock.SYSTEM.nanoTime();
      TokenTimes.Entry entry = engine.tokenTimes().of("r-1").orElseThrow();
      assertThat(entry.writtenNanos()).hasSize(TOKENS).isSorted();
      assertThat(entry.readNanos()).isBetween(before, after);
      for (int i = 0; i < TOKENS; i++) {
        assertThat(entry.writtenNanos()[i]).isBetween(entry.readNanos() + TTFT + i * ITL, after);
      }
    }
  }

  @Test
  void theTimesCanBeFetchedAsJsonLines() throws IOException {
    try (EmbeddedEngine engine = start()) {
      ask(engine, "first \"one\"");
      ask(engine, "second");
      Response response = RawConnection.get(engine.baseUri(), "/exact/times");
      List<JsonNode> lines = new ArrayList<>();
      for (String line : response.body().split("\n", -1)) {
        if (!line.isEmpty()) {
          lines.add(new ObjectMapper().readTree(line));
        }
      }
      assertThat(lines).hasSize(2);
      TokenTimes.Entry first = engine.tokenTimes().all().get(0);
      assertThat(first.requestId()).isEqualTo("first \"one\"");
      assertThat(lines.get(0).path("request_id").asText()).isEqualTo(first.requestId());
      assertThat(lines.get(0).path("read").asLong()).isEqualTo(first.readNanos());
      assertThat(lines.get(0).path("written")).hasSize(TOKENS);
      assertThat(lines.get(0).path("written").get(7).asLong()).isEqualTo(first.writtenNanos()[7]);
      assertThat(lines.get(1).path("request_id").asText()).isEqualTo("second");
    }
  }

  @Test
  void aBrokenAnswerKeepsTheTimesOfWhatWasWritten() throws IOException {
    try (EmbeddedEngine engine =
        EmbeddedEngine.start(
            EngineSpecs.exact(1, 1, "1:cut after 4"), "m", EngineTokenizer.builtIn(), 0)) {
      ask(engine, "cut");
      assertThat(engine.tokenTimes().of("cut").orElseThrow().writtenNanos()).hasSize(4);
    }
  }

  @Test
  void withoutItlAllTokensComeAtOnce() throws IOException {
    try (EmbeddedEngine engine =
        EmbeddedEngine.start(EngineSpecs.exact(0, 0), "m", EngineTokenizer.builtIn(), 0)) {
      Response response = ask(engine, "r");
      assertThat(response.events()).hasSize(TOKENS + 2);
      long[] written = engine.tokenTimes().of("r").orElseThrow().writtenNanos();
      assertThat(written).containsOnly(written[0]);
    }
  }

  @Test
  void clearingForgetsAll() throws IOException {
    try (EmbeddedEngine engine = start()) {
      ask(engine, "r");
      engine.tokenTimes().clear();
      assertThat(engine.tokenTimes().all()).isEmpty();
      assertThat(engine.tokenTimes().of("r")).isEmpty();
    }
  }

  @Test
  void outsideExactModeThereAreNoTimes() throws IOException {
    try (EmbeddedEngine engine =
        EmbeddedEngine.start(EngineSpecs.fast(), "m", EngineTokenizer.builtIn(), 0)) {
      assertThat(RawConnection.get(engine.baseUri(), "/exact/times").status()).isEqualTo(404);
      assertThatThrownBy(engine::tokenTimes)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("exact: true");
    }
  }

  @Test
  void theOldestTimesAreForgottenFirst() {
    TokenTimes times = new TokenTimes();
    for (int i = 0; i < 5; i++) {
      times.add(new TokenTimes.Entry("r" + i, 0, new long[1_500_000]));
    }
    assertThat(times.all()).extracting(TokenTimes.Entry::requestId).containsExactly("r3", "r4");
  }

  private static EmbeddedEngine start() throws IOException {
    return EmbeddedEngine.start(
        EngineSpecs.exact(TTFT / 1e6, ITL / 1e6), "m", EngineTokenizer.builtIn(), 0);
  }

  private static Response ask(EmbeddedEngine engine, String requestId) throws IOException {
    return RawConnection.post(
        engine.baseUri(),
        "/v1/completions",
        EmbeddedEngineTest.completion("sea", TOKENS, true),
        "x-request-id: " + requestId);
  }
}
