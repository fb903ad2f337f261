// SPDX-License-Identifier: Apache-2.0
package llmbench.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import llmbench.dataset.conversation.Conversation;
import llmbench.dataset.conversation.Message;
import llmbench.plan.MultiTurnSpec;
import llmbench.plan.MultiTurnSpec.Limits;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A client alone sends the turns, and waits the times, of vLLM's own {@code client_main} ({@code
 * golden/conversation/make_conversations.py}).
 */
class ClientGoldensTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path GOLDEN = Path.of("src/test/resources/golden/conversation/clients.json");

  static Iterable<JsonNode> clients() throws IOException {
    return JSON.readTree(GOLDEN.toFile());
  }

  @ParameterizedTest
  @MethodSource("clients")
  void turnsAndPausesAreVllms(JsonNode golden) {
    MultiTurnSpec.Sampling sampling =
        MultiTurnSpec.Sampling.valueOf(golden.path("sampling").asText().toUpperCase(Locale.ROOT));
    MultiTurnSpec spec =
        new MultiTurnSpec(
            1,
            golden.path("active").asInt(),
            number(golden.path("most")),
            number(golden.path("max_turns")),
            sampling,
            golden.path("rate").asDouble(),
            new Limits(-1, -1),
            golden.path("warmed").asBoolean(),
            true,
            false,
            false,
            false,
            MultiTurnSpec.History.MODEL,
            golden.path("retries").asInt(),
            120);
    // vLLM's client k draws from seed + k + 1; here the first one stands for each.
    long seed = golden.path("seed").asLong() + golden.path("number").asLong();
    List<Conversation> conversations =
        IntStream.range(0, golden.path("count").asInt())
            .mapToObj(ClientGoldensTest::conversation)
            .toList();
    ConversationRun run = ConversationRun.measured(conversations, spec, seed, String::length);
    List<String> log = log(run.clients().get(0), spec, failing(golden));
    List<String> wanted = new ArrayList<>();
    golden.path("log").forEach(entry -> wanted.add(entry.toString()));
    assertThat(log).isEqualTo(wanted).isNotEmpty();
    List<String> output = new ArrayList<>();
    golden.path("output").forEach(entry -> output.add(entry.toString()));
    assertThat(run.output())
        .extracting(said -> json(said.id(), contents(said.messages())))
        .isEqualTo(output);
    assertThat(run.ended()).isTrue();
  }

  private static List<String> log(ConversationClient client, MultiTurnSpec spec, Set<Integer> bad) {
    List<String> log = new ArrayList<>();
    int sent = 0;
    for (Turn turn = client.next(); turn != null; turn = client.next()) {
      boolean answered = false;
      for (int attempt = 0; attempt <= spec.maxRetries() && !answered; attempt++) {
        log.add(json("turn", turn.conversation(), turn.inputTurns(), contents(turn.messages())));
        answered = !bad.contains(sent++);
        if (!answered && attempt < spec.maxRetries()) {
          log.add(json("sleep", client.backoffSeconds(attempt)));
        }
      }
      if (answered) {
        assertThat(client.answered("answer " + sent)).isTrue();
      } else {
        client.failed();
      }
      double pause = client.pauseSeconds();
      if (pause > 0) {
        log.add(json("sleep", pause));
      }
    }
    return log;
  }

  private static Set<Integer> failing(JsonNode golden) {
    return Set.of(JSON.convertValue(golden.path("failing"), Integer[].class));
  }

  private static Conversation conversation(int number) {
    List<Message> messages = new ArrayList<>();
    for (int i = 0; i < 2 * (1 + number % 4); i++) {
      String content = number + "." + i;
      messages.add(i % 2 == 0 ? Message.user(content) : Message.assistant(content));
    }
    return Conversation.of("c" + number, messages);
  }

  private static List<String> contents(List<Message> messages) {
    return messages.stream().map(Message::content).toList();
  }

  private static String json(Object... values) {
    return JSON.valueToTree(values).toString();
  }

  private static @Nullable Integer number(JsonNode node) {
    return node.isNull() ? null : (Integer) node.asInt();
  }
}
