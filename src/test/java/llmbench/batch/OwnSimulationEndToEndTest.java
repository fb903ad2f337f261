// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import llmbench.engine.EmbeddedEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Simulations of one's own, which use the step and nothing of the batch. */
class OwnSimulationEndToEndTest {
  @TempDir private Path folder;

  @Test
  void eachTurnOfAVisitCarriesWhatWasSaidBefore() throws Exception {
    try (EmbeddedEngine engine = Engines.exact(30, 1)) {
      GatlingProcess.Finished finished = visit(engine, 2).run();
      assertThat(finished.exitCode()).as(finished.output()).isZero();
      assertThat(finished.output()).contains("turn TTFT: 95th percentile of response time is less");

      List<JsonNode> chats = new ArrayList<>();
      for (String body : engine.receivedBodies()) {
        chats.add(new ObjectMapper().readTree(body).path("messages"));
      }
      assertThat(chats).hasSize(6);
      List<JsonNode> last = chats.stream().filter(chat -> chat.size() == 6).toList();
      assertThat(last).as("third turns").hasSize(2);
      assertThat(last.get(0).findValuesAsText("role"))
          .containsExactly("system", "user", "assistant", "user", "assistant", "user");
      assertThat(last.get(0).get(1).path("content").asText())
          .isEqualTo("Question 0: and what comes next?");
      assertThat(last.get(0).get(2).path("content").asText()).isNotBlank();
    }
  }

  @Test
  void aLateFirstTokenFailsTheRun() throws Exception {
    try (EmbeddedEngine engine = Engines.exact(1_200, 1)) {
      GatlingProcess.Finished finished = visit(engine, 1).run();
      assertThat(finished.exitCode()).isEqualTo(2);
      assertThat(finished.output())
          .containsPattern(
              "turn TTFT: 95th percentile of response time is less than 1000.0 : false");
    }
  }

  private GatlingProcess visit(EmbeddedEngine engine, int users) {
    return new GatlingProcess(folder)
        .simulation("simulations.Chat")
        .property("chat.base_url", engine.baseUri().toString())
        .property("chat.model", Engines.MODEL)
        .property("chat.users", Integer.toString(users))
        .property("chat.think_ms", "10");
  }
}
