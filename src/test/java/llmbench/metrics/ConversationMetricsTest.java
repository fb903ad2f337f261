// SPDX-License-Identifier: Apache-2.0
package llmbench.metrics;

import static llmbench.metrics.Requests.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import llmbench.recording.ChunkKind;
import llmbench.recording.Outcome;
import llmbench.recording.RequestRecord;
import llmbench.recording.RequestSession;
import org.junit.jupiter.api.Test;

/** With known answers of vLLM's own code: {@code golden/conversation/make_conversations.py}. */
public class ConversationMetricsTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden/conversation/turns.json");

  /** The records of the known answers. */
  public static List<RequestRecord> goldenRecords() throws IOException {
    List<RequestRecord> records = new ArrayList<>();
    for (JsonNode turn : golden().path("cases")) {
      int messages = turn.path("messages").asInt();
      Requests made =
          request(records.size())
              .sentAtNanos(turn.path("sent").asLong())
              .endedAtNanos(turn.path("end").asLong())
              .askedPrompt(turn.path("asked").asInt())
              .session(
                  RequestSession.ofTurn(
                      turn.path("conversation").asText(),
                      messages / 2,
                      turn.path("client").asInt(),
                      messages,
                      turn.path("history").asInt()));
      turn.path("nanos").forEach(at -> made.chunk(at.asLong(), ChunkKind.OUTPUT));
      int[] tokens = new ObjectMapper().convertValue(turn.path("tokens"), int[].class);
      made.chunkTokens(tokens).outputTokens(IntStream.of(tokens).sum());
      records.add(made.build());
    }
    return records;
  }

  private static JsonNode golden() throws IOException {
    return new ObjectMapper().readTree(GOLDEN.toFile());
  }

  @Test
  void turnsByVllmsReadingAreVllms() throws IOException {
    List<TurnSample> turns = ConversationMetrics.of(goldenRecords()).vllmTurns();
    JsonNode stats = golden().path("stats");
    assertThat(turns).hasSize(stats.size()).hasSize(130);
    for (int i = 0; i < turns.size(); i++) {
      TurnSample turn = turns.get(i);
      JsonNode wanted = stats.get(i);
      same(turn.ttftMillis(), wanted.path("ttft_ms"));
      same(turn.tpotMillis(), wanted.path("tpot_ms"));
      same(turn.latencyMillis(), wanted.path("latency_ms"));
      same(turn.startMillis(), wanted.path("start_time_ms"));
      same(turn.approxCachedPercent(), wanted.path("approx_cached_percent"));
      same(turn.inputNumTurns(), wanted.path("input_num_turns"));
      same(turn.inputNumTokens(), wanted.path("input_num_tokens"));
      same(turn.outputNumTokens(), wanted.path("output_num_tokens"));
      same(turn.outputNumChunks(), wanted.path("output_num_chunks"));
      same(turn.outputNumFirstChunkTokens(), wanted.path("output_num_first_chunk_tokens"));
      same(turn.clientId(), wanted.path("client_id"));
      assertThat(turn.conversationId()).isEqualTo(wanted.path("conversation_id").asText());
    }
  }

  private static void same(double found, JsonNode wanted) {
    assertThat(wanted.isNumber()).isTrue();
    assertThat(found).isCloseTo(wanted.asDouble(), within(1e-9));
  }

  private static Requests turn(int index, String conversation, int turn) {
    return request(index)
        .sentAt(100 * index)
        .session(RequestSession.ofTurn(conversation, turn, 0, 2 * turn + 1, 10 * turn));
  }

  @Test
  void oursCountsReasoningAndKnowsEachTokensTime() {
    ConversationMetrics metrics =
        ConversationMetrics.of(
            List.of(
                turn(0, "a", 1)
                    .chunk(20_000_000, ChunkKind.REASONING)
                    .output(50, 60)
                    .endedAt(75)
                    .promptTokens(200)
                    .askedPrompt(40)
                    .cached(150)
                    .build()));
    TurnSample ours = metrics.turns().get(0);
    assertThat(ours.ttftMillis()).isEqualTo(20);
    assertThat(ours.tpotMillis()).isEqualTo(20);
    assertThat(ours.latencyMillis()).isEqualTo(60);
    assertThat(ours.inputNumTokens()).isEqualTo(200);
    assertThat(ours.outputNumChunks()).isEqualTo(2);
    assertThat(ours.cachedPercent()).isEqualTo(75);
    assertThat(ours.approxCachedPercent()).isEqualTo(25);
    TurnSample vllm = metrics.vllmTurns().get(0);
    assertThat(vllm.ttftMillis()).isEqualTo(50);
    assertThat(vllm.latencyMillis()).isEqualTo(75);
    assertThat(vllm.inputNumTokens()).isEqualTo(40);
    assertThat(vllm.outputNumChunks()).isEqualTo(1);
  }

  @Test
  void figuresAreMadePerTurn() {
    ConversationMetrics metrics =
        ConversationMetrics.of(
            List.of(
                turn(0, "a", 0).output(10, 20).cached(0).build(),
                turn(1, "b", 0).output(130).build(),
                turn(2, "a", 1).output(205, 215).cached(5).build(),
                turn(3, "b", 1).sentAgain().failed(Outcome.CUT, 200, "x").build(),
                turn(4, "b", 1).attempt(1).failed(Outcome.HTTP_ERROR, 500, "x").build(),
                turn(5, "a", 2).output(502).build(),
                request(6).output(1).build()));
    assertThat(metrics.conversations()).isEqualTo(2);
    assertThat(metrics.failedConversations()).isEqualTo(1);
    List<TurnGroup> turns = metrics.byTurn();
    assertThat(turns).extracting(TurnGroup::turn).containsExactly(0, 1, 2);
    assertThat(turns).extracting(TurnGroup::completed).containsExactly(2, 1, 1);
    assertThat(turns).extracting(TurnGroup::failed).containsExactly(0, 1, 0);
    assertThat(turns.get(0).ttftMillis().mean()).isEqualTo(20);
    assertThat(turns.get(0).tpotMillis().count())
        .as("an answer of one token has none")
        .isEqualTo(1);
    assertThat(turns.get(0).cachedPercent().count()).isEqualTo(1);
    assertThat(metrics.firstTurns()).isEqualTo(turns.get(0));
    TurnGroup later = metrics.laterTurns();
    assertThat(later.turn()).isEqualTo(-1);
    assertThat(later.completed()).isEqualTo(2);
    assertThat(later.failed()).isEqualTo(1);
    assertThat(later.ttftMillis().max()).isEqualTo(5);
    assertThat(later.cachedPercent().mean()).isEqualTo(50);
    assertThat(later.e2elMillis().mean()).isEqualTo(8.5);
  }

  @Test
  void theRuntimeIsToTheLatestEndAndByVllmToTheEndOfTheTurnSentLast() {
    ConversationMetrics metrics =
        ConversationMetrics.of(
            List.of(
                turn(0, "a", 0).output(10).endedAt(2000).output(2000).build(),
                turn(5, "b", 0).output(510).endedAt(1000).build()));
    assertThat(metrics.summary(0).runtimeSeconds()).isEqualTo(2);
    assertThat(metrics.summary(0).requestsPerSecond()).isEqualTo(1);
    assertThat(metrics.vllmSummary(0).runtimeSeconds()).isEqualTo(1);
    assertThat(metrics.vllmSummary(0.5).runtimeSeconds()).isEqualTo(0.5);
  }

  @Test
  void nothingHasNoFigures() {
    ConversationMetrics metrics = ConversationMetrics.of(List.of());
    assertThat(metrics.byTurn()).isEmpty();
    assertThat(metrics.summary(0).requestsPerSecond()).isZero();
    assertThat(metrics.summary(0).columns().get("ttft_ms")).isNotNull();
    assertThat(metrics.firstTurns().ttftMillis().count()).isZero();
    assertThat(metrics.firstTurns().ttftMillis().mean()).isNaN();
  }

  @Test
  void answersThatCameWholeHaveNoTimeToFirstToken() {
    ConversationMetrics metrics =
        ConversationMetrics.of(
            List.of(
                turn(0, "a", 0)
                    .chunk(90_000_000, ChunkKind.WHOLE)
                    .endedAt(90)
                    .outputTokens(9)
                    .build()));
    assertThat(metrics.turns().get(0).ttftMillis()).isNaN();
    assertThat(metrics.turns().get(0).latencyMillis()).isEqualTo(90);
    assertThat(metrics.vllmTurns().get(0).ttftMillis()).isEqualTo(90);
    assertThat(metrics.vllmTurns().get(0).tpotMillis()).isZero();
  }

  @Test
  void aTurnThatTheClientCutIsNeitherCompletedNorFailed() {
    ConversationMetrics metrics =
        ConversationMetrics.of(
            List.of(
                request(0)
                    .session(RequestSession.ofTurn("a", 0, 0, 1, 0))
                    .failed(Outcome.CANCELLED, 200, "x")
                    .build(),
                request(1)
                    .session(RequestSession.ofTurn("b", 0, 0, 1, 0))
                    .failed(Outcome.INTERRUPTED, 200, "x")
                    .build(),
                request(2)
                    .session(RequestSession.ofTurn("c", 0, 0, 1, 0))
                    .failed(Outcome.CUT, 200, "x")
                    .build()));
    assertThat(metrics.conversations()).isEqualTo(3);
    assertThat(metrics.failedConversations()).isEqualTo(1);
    assertThat(metrics.turnsCutShort()).isEqualTo(2);
    assertThat(metrics.allTurns().failed()).isEqualTo(1);
    assertThat(metrics.allTurns().completed()).isZero();
  }
}
