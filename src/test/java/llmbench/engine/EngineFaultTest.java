// SPDX-License-Identifier: Apache-2.0
package llmbench.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import llmbench.engine.RawConnection.Ending;
import llmbench.engine.RawConnection.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each fault, as it looks on the wire. */
class EngineFaultTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int TOKENS = 6;

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "500, InternalServerError",
    "503, Service Unavailable",
    "404, NotFoundError",
    "429, Too Many Requests"
  })
  void aStatusComesWithVllmsBody(int status, String type) throws IOException {
    Response response = ask("*:http " + status);
    assertThat(response.status()).isEqualTo(status);
    JsonNode error = JSON.readTree(response.body()).path("error");
    assertThat(error.path("type").asText()).isEqualTo(type);
    assertThat(error.path("code").asInt()).isEqualTo(status);
    assertThat(error.path("message").asText()).isNotEmpty();
  }

  @Test
  void a401HasTheBodyOfVllmsKeyCheck() throws IOException {
    Response response = ask("*:http 401");
    assertThat(response.status()).isEqualTo(401);
    assertThat(response.body()).isEqualTo("{\"error\":\"Unauthorized\"}");
  }

  @Test
  void a429TellsWhenToTryAgain() throws IOException {
    assertThat(ask("*:http 429 retry-after 7").headers()).contains("retry-after: 7");
    assertThat(ask("*:http 429").headers()).noneMatch(header -> header.startsWith("retry-after"));
  }

  @Test
  void onlyTheRequestNamedIsStruck() throws IOException {
    try (EmbeddedEngine engine = engine("2:http 500");
        RawConnection connection = new RawConnection(engine.baseUri())) {
      List<Integer> statuses = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        statuses.add(connection.send("POST", "/v1/chat/completions", chat(true)).status());
      }
      assertThat(statuses).containsExactly(200, 500, 200);
      assertThat(engine.connectionsAccepted()).isEqualTo(1);
    }
  }

  @Test
  void aResetBeforeTheHeadersGivesNothing() throws IOException {
    Response response = ask("*:reset");
    assertThat(response.ending()).isEqualTo(Ending.RESET);
    assertThat(response.status()).isZero();
  }

  @Test
  void aCloseBeforeTheHeadersIsClean() throws IOException {
    Response response = ask("*:close");
    assertThat(response.ending()).isEqualTo(Ending.CLOSED_EARLY);
    assertThat(response.status()).isZero();
  }

  @Test
  void aResetInMidStreamComesAfterItsTokens() throws IOException {
    Response response = ask("*:reset after 3");
    assertThat(response.ending()).isEqualTo(Ending.RESET);
    assertThat(contents(response)).isEqualTo(3);
  }

  @Test
  void aCutLeavesTheBodyUnfinished() throws IOException {
    Response response = ask("*:cut after 3");
    assertThat(response.ending()).isEqualTo(Ending.CLOSED_EARLY);
    assertThat(contents(response)).isEqualTo(3);
    assertThat(response.body()).doesNotContain("[DONE]").endsWith("data: {\"id\":\"");
  }

  @Test
  void anEndWithoutAMarkIsAProperEndOfTheBody() throws IOException {
    Response response = ask("*:end after 2");
    assertThat(response.ending()).isEqualTo(Ending.COMPLETE);
    assertThat(contents(response)).isEqualTo(2);
    assertThat(response.body()).doesNotContain("[DONE]").doesNotContain("\"length\"");
  }

  @Test
  void noEndMarkMeansAllTokensAndNothingThatSaysSo() throws IOException {
    Response response = ask("*:no end mark");
    assertThat(response.ending()).isEqualTo(Ending.COMPLETE);
    assertThat(contents(response)).isEqualTo(TOKENS);
    assertThat(response.body())
        .doesNotContain("[DONE]")
        .doesNotContain("\"length\"")
        .doesNotContain("usage");
  }

  @Test
  void noDoneAndNoFinishLeaveOutJustThat() throws IOException {
    assertThat(ask("*:no done").body()).doesNotContain("[DONE]").contains("\"length\"");
    assertThat(ask("*:no finish").body()).contains("[DONE]").doesNotContain("\"length\"");
  }

  @Test
  void aStallIsSilentAndLeavesTheConnectionOpen() throws IOException {
    try (EmbeddedEngine engine = engine("*:stall after 3");
        RawConnection connection = new RawConnection(engine.baseUri())) {
      connection.patience(300);
      Response response = connection.send("POST", "/v1/chat/completions", chat(true));
      assertThat(response.ending()).isEqualTo(Ending.SILENCE);
      assertThat(contents(response)).isEqualTo(3);
      assertThat(engine.inFlight()).isEqualTo(1);
    }
  }

  @Test
  void aStallOfSomeTimeGoesOn() throws IOException {
    Response response = ask("*:stall 150 after 3");
    assertThat(response.ending()).isEqualTo(Ending.COMPLETE);
    assertThat(contents(response)).isEqualTo(TOKENS);
    assertThat(response.body()).contains("[DONE]");
  }

  @Test
  void brokenJsonComesAmongGoodChunks() throws IOException {
    Response response = ask("*:broken json after 2");
    List<String> events = response.events();
    assertThat(events).filteredOn(event -> !parses(event)).containsExactly(events.get(3), "[DONE]");
    assertThat(contents(response)).isEqualTo(TOKENS);
  }

  @Test
  void anErrorObjectEndsTheStreamAsUnderVllm() throws IOException {
    Response response = ask("*:error object after 2");
    assertThat(response.status()).isEqualTo(200);
    assertThat(response.ending()).isEqualTo(Ending.COMPLETE);
    assertThat(response.body())
        .endsWith(
            "data: {\"error\": {\"message\": \"Internal server error\", \"type\":"
                + " \"InternalServerError\", \"param\": null, \"code\": 500}}\n\n"
                + "data: [DONE]\n\n");
    assertThat(contents(response)).isEqualTo(2);
  }

  @Test
  void anEmptyAnswerHasRoleFinishAndUsageOnly() throws IOException {
    Response response = ask("*:empty");
    assertThat(response.events()).hasSize(4);
    assertThat(contents(response)).isZero();
    assertThat(response.body()).contains("\"finish_reason\":\"stop\"", "\"completion_tokens\":1}");
  }

  @Test
  void aJsonBodyComesInsteadOfAStream() throws IOException {
    Response response = ask("*:json body");
    assertThat(response.status()).isEqualTo(200);
    assertThat(response.headers()).contains("content-type: application/json");
    assertThat(JSON.readTree(response.body()).path("object").asText()).isEqualTo("error");
  }

  @Test
  void noUsageLeavesOutTheUsageChunk() throws IOException {
    Response response = ask("*:no usage");
    assertThat(response.body()).doesNotContain("usage").contains("[DONE]", "\"length\"");
    assertThat(contents(response)).isEqualTo(TOKENS);
  }

  @Test
  void keepAliveCommentsComeBetweenTheTokens() throws IOException {
    Response response = ask("*:keep-alive");
    assertThat(response.body()).startsWith(": keep-alive\n\ndata: ");
    assertThat(response.body().split(": keep-alive\n\n", -1)).hasSize(TOKENS + 2);
    assertThat(contents(response)).isEqualTo(TOKENS);
  }

  @Test
  void multiLineDataIsTheSameJsonWhenJoined() throws IOException {
    Response response = ask("*:multi-line");
    List<String> joined = new ArrayList<>();
    for (String event : response.body().split("\n\n", -1)) {
      joined.add(event.replace("data: ", ""));
    }
    assertThat(joined.get(0)).contains("\n");
    assertThat(joined.subList(0, TOKENS + 2)).allMatch(EngineFaultTest::parses);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"crlf", "cr"})
  void otherLineEndsAreUsedThroughout(String fault) throws IOException {
    String lineEnd = fault.equals("crlf") ? "\r\n" : "\r";
    String body = ask("*:" + fault).body();
    String plain = ask("*:keep-alive").body().replace(": keep-alive\n\n", "");
    assertThat(masked(body.replace(lineEnd, "\n"))).isEqualTo(masked(plain));
    assertThat(body.replace(lineEnd, "")).doesNotContain("\n").doesNotContain("\r");
  }

  @Test
  void noSpaceAfterTheColon() throws IOException {
    String body = ask("*:no space").body();
    assertThat(body).contains("data:{\"id\"", "data:[DONE]").doesNotContain("data: ");
  }

  @Test
  void splitCharactersEndReadsWithinACharacter() throws IOException {
    Response response = ask("*:split characters");
    assertThat(response.ending()).isEqualTo(Ending.COMPLETE);
    assertThat(contents(response)).isEqualTo(TOKENS);
    assertThat(response.body()).contains("é世😀").doesNotContain("\uFFFD");
    // Some read begins in the middle of a character.
    assertThat(response.reads()).anyMatch(read -> (read[0] & 0xC0) == 0x80);
  }

  @Test
  void oneChunkHasTheWholeText() throws IOException {
    Response response = ask("*:one chunk");
    assertThat(contents(response)).isEqualTo(1);
    assertThat(text(response)).isEqualTo(text(ask()));
    assertThat(response.body()).contains("\"completion_tokens\":6}");
  }

  @Test
  void severalTokensShareAChunk() throws IOException {
    Response response = ask("*:tokens per chunk 4");
    assertThat(contents(response)).isEqualTo(2);
    assertThat(response.body()).contains("\"completion_tokens\":6}");
  }

  @Test
  void noRoleBeginsWithTheFirstToken() throws IOException {
    Response response = ask("*:no role");
    assertThat(response.body()).doesNotContain("assistant");
    assertThat(contents(response)).isEqualTo(TOKENS);
  }

  @Test
  void reasoningAndToolCallsStandWhereClientsLookForThem() throws IOException {
    List<JsonNode> reasoning = deltas(ask("*:reasoning"));
    assertThat(reasoning.subList(1, TOKENS + 1))
        .allMatch(delta -> !delta.path("reasoning").asText().isEmpty() && !delta.has("content"));
    List<JsonNode> calls = deltas(ask("*:tool call"));
    assertThat(calls.subList(1, TOKENS + 1))
        .allMatch(
            delta ->
                !delta.at("/tool_calls/0/function/arguments").asText().isEmpty()
                    && !delta.has("content"));
  }

  @Test
  void rulesAddUp() throws IOException {
    Response response = ask("*:crlf", "*:no space", "*:no usage", "*:end after 2");
    assertThat(response.body()).contains("data:{").doesNotContain("data: ").endsWith("\r\n\r\n");
    assertThat(response.body().split("\r\n\r\n", -1)).hasSize(4);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"reset after 3, RESET", "cut after 3, CLOSED_EARLY"})
  void anAnswerThatIsNoStreamBreaksToo(String fault, Ending ending) throws IOException {
    try (EmbeddedEngine engine = engine("*:" + fault)) {
      Response response = RawConnection.post(engine.baseUri(), "/v1/chat/completions", chat(false));
      assertThat(response.ending()).isEqualTo(ending);
    }
  }

  @Test
  void aBrokenAnswerFreesItsSeat() throws IOException {
    try (EmbeddedEngine engine =
        EmbeddedEngine.start(
            EngineSpecs.batching(1, 0.2, false, "1:cut after 2"),
            "m",
            EngineTokenizer.builtIn(),
            0)) {
      RawConnection.post(engine.baseUri(), "/v1/chat/completions", chat(true));
      Response next = RawConnection.post(engine.baseUri(), "/v1/chat/completions", chat(true));
      assertThat(next.ending()).isEqualTo(Ending.COMPLETE);
      assertThat(engine.maxInFlight()).isEqualTo(1);
    }
  }

  private static Response ask(String... faults) throws IOException {
    try (EmbeddedEngine engine = engine(faults)) {
      return RawConnection.post(engine.baseUri(), "/v1/chat/completions", chat(true));
    }
  }

  private static EmbeddedEngine engine(String... faults) throws IOException {
    return EmbeddedEngine.start(EngineSpecs.fast(faults), "m", EngineTokenizer.builtIn(), 0);
  }

  private static String chat(boolean stream) {
    return "{\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"ignore_eos\":true,"
        + "\"max_tokens\":"
        + TOKENS
        + (stream ? ",\"stream\":true,\"stream_options\":{\"include_usage\":true}}" : "}");
  }

  private static String masked(String body) {
    return body.replaceAll("chatcmpl-\\w+", "ID").replaceAll("\"created\":\\d+", "CREATED");
  }

  private static boolean parses(String event) {
    try {
      return JSON.readTree(event).isObject();
    } catch (IOException e) {
      return false;
    }
  }

  private static List<JsonNode> deltas(Response response) throws IOException {
    List<JsonNode> deltas = new ArrayList<>();
    for (String event : response.events()) {
      if (parses(event)) {
        JsonNode choice = JSON.readTree(event).path("choices").path(0);
        if (!choice.isMissingNode()) {
          deltas.add(choice.path("delta"));
        }
      }
    }
    return deltas;
  }

  private static String text(Response response) throws IOException {
    StringBuilder text = new StringBuilder();
    for (JsonNode delta : deltas(response)) {
      text.append(delta.path("content").asText(""));
    }
    return text.toString();
  }

  /** Chunks with content. */
  private static int contents(Response response) throws IOException {
    int count = 0;
    for (JsonNode delta : deltas(response)) {
      count += delta.path("content").asText("").isEmpty() ? 0 : 1;
    }
    return count;
  }
}
