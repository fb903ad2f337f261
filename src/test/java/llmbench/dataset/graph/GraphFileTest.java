// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import llmbench.dataset.DatasetException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GraphFileTest {
  @TempDir Path folder;

  @Test
  void aLineIsAGraph() throws IOException {
    List<AgentGraph> graphs =
        read(
            """
            {"id": "g", "calls": [{"id": "a", "prompt": "p", "output_len": 2}, \
            {"id": "b", "parents": ["a"], "tool_time_s": 1.5, "delay_s": 0.25, \
            "messages": [{"role": "user", "content": "m"}], "output_len": 3, "model": "large"}]}

            {"id": "h", "calls": [{"id": "a", "input_len": 9, "output_len": 1}]}
            """);
    AgentCall second =
        new AgentCall(
            "b",
            List.of("a"),
            1.5,
            0.25,
            List.of(Map.of("role", "user", "content", "m")),
            null,
            null,
            3,
            "large");
    assertThat(graphs)
        .containsExactly(
            new AgentGraph(
                "g",
                List.of(
                    new AgentCall("a", List.of(), 0, 0, List.of(), "p", null, 2, null), second)),
            new AgentGraph(
                "h", List.of(new AgentCall("a", List.of(), 0, 0, List.of(), null, 9, 1, null))));
    assertThat(second.waitSeconds()).isEqualTo(1.75);
  }

  @Test
  void everyMistakeHasItsLine() {
    assertThatThrownBy(
            () ->
                read(
                    """
                    {"id": "g", "calls": [{"id": "a", "input_len": 9, "output_len": 1}]}
                    {"id": "g", "calls": [{"id": "a", "input_len": 9, "output_len": 1}]}
                    {"id": "i", "calls": []}
                    not json
                    {"id": 5, "calls": [{"id": "a", "input_len": 0, "output_len": 1}, \
                    {"id": "b", "input_len": 4, "output_len": 0}]}
                    {"id": "j", "calls": [{"id": "a", "input_len": 9, "prompt": "p", "output_len": 1}]}
                    {"id": "k", "calls": [{"id": "a", "output_len": 1}]}
                    {"id": "l", "calls": [{"id": "a", "input_len": 9, "output_len": 1, "delay": 3}]}
                    {"id": "m", "calls": [{"id": "a", "input_len": 9, "output_len": 1, "delay_s": -3}]}
                    {"id": "n", "calls": [{"id": "a", "parents": ["z"], "input_len": 9, "output_len": 1}]}
                    {"id": "o", "calls": [{"id": "a", "parents": ["b"], "input_len": 9, "output_len": 1}, \
                    {"id": "b", "parents": ["a"], "input_len": 9, "output_len": 1}, \
                    {"id": "c", "input_len": 9, "output_len": 1}]}
                    {"id": "p", "calls": [{"id": "a", "input_len": 9, "output_len": 1}, \
                    {"id": "a", "input_len": 9, "output_len": 1}]}
                    """))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining(
            "g.jsonl:2 id: expected each id once, found \"g\" again, first at line 1")
        .hasMessageContaining("g.jsonl:3 calls: expected a list of at least 1, found one of 0")
        .hasMessageContaining("g.jsonl:4: expected a JSON object, found Unrecognized token 'not'")
        .hasMessageContaining("g.jsonl:5 id: expected a string, found 5")
        .hasMessageContaining("g.jsonl:5 calls[0].input_len: expected an integer ≥ 1, found 0")
        .hasMessageContaining("g.jsonl:5 calls[1].output_len: expected an integer ≥ 1, found 0")
        .hasMessageContaining(
            "g.jsonl:6 calls[0]: expected one of messages, prompt, input_len, found prompt and"
                + " input_len")
        .hasMessageContaining(
            "g.jsonl:7 calls[0]: expected one of messages, prompt, input_len, found none")
        .hasMessageContaining("g.jsonl:8 calls[0]: expected the keys")
        .hasMessageContaining("found \"delay\"")
        .hasMessageContaining("g.jsonl:9 calls[0].delay_s: expected a number ≥ 0, found -3")
        .hasMessageContaining("g.jsonl:10 call \"a\" parents: expected ids of calls, found \"z\"")
        .hasMessageContaining(
            "g.jsonl:11 calls: expected no circle of parents, found one among a, b\n")
        .hasMessageContaining("g.jsonl:12 calls: expected each id once, found \"a\" again");
  }

  @Test
  void nothingIsRefused() {
    assertThatThrownBy(() -> read("\n")).hasMessageContaining("g.jsonl:1: expected a graph");
    assertThatThrownBy(() -> GraphFile.read(folder.resolve("no")))
        .hasMessageContaining("expected a readable file");
    assertThatThrownBy(() -> read("7\n")).hasMessageContaining("g.jsonl:1: expected an object");
  }

  private List<AgentGraph> read(String text) throws IOException {
    return GraphFile.read(Files.writeString(folder.resolve("g.jsonl"), text));
  }
}
