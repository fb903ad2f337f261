// SPDX-License-Identifier: Apache-2.0
package llmbench.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import llmbench.Golden;
import org.junit.jupiter.api.Test;

/** Names of folders, links, commands and tables against what vLLM's own code makes of them. */
class NamesTest {
  private static JsonNode golden(String name) throws IOException {
    return PythonJson.MAPPER.readTree(Golden.read("sweep/" + name));
  }

  private static ParameterSet set(JsonNode json) {
    return ParameterSet.of(json, "test");
  }

  private static List<String> words(JsonNode list) {
    List<String> words = new ArrayList<>();
    list.forEach(word -> words.add(word.textValue()));
    return words;
  }

  @Test
  void foldersHaveVllmsNames() throws IOException {
    JsonNode rows = golden("names.json").path("folders");
    assertThat(rows).hasSizeGreaterThan(60);
    for (JsonNode row : rows) {
      if (row.path("extra").isEmpty()) {
        SweepPoint point = new SweepPoint(set(row.path("serve")), set(row.path("bench")));
        assertThat(point.folder()).as("%s", row).isEqualTo(row.path("folder").textValue());
      }
    }
  }

  @Test
  void aLevelOfLoadEndsTheFolder() throws IOException {
    JsonNode row = golden("names.json").path("folders").get(2);
    assertThat(
            new SweepPoint(
                    set(row.path("serve")),
                    set(row.path("bench")),
                    new SweepPoint.Level("request_rate", 1))
                .folder())
        .isEqualTo(row.path("folder").textValue())
        .endsWith("-WL--request_rate=1");
  }

  @Test
  void linksCompareAsPythonDoes() throws IOException {
    JsonNode rows = golden("names.json").path("links");
    assertThat(rows).hasSizeGreaterThan(300);
    for (JsonNode row : rows) {
      ParameterSet serve = ParameterSet.EMPTY.with("l", row.path("left"));
      ParameterSet bench = ParameterSet.EMPTY.with("r", row.path("right"));
      assertThat(new Link("l", "r").holds(serve, bench))
          .as("%s", row)
          .isEqualTo(row.path("valid").booleanValue());
      assertThat(new Link("l", "other").holds(serve, bench)).isFalse();
    }
  }

  @Test
  void linksAreReadAsVllmDoes() throws IOException {
    for (JsonNode row : golden("names.json").path("link_vars")) {
      List<Link> expected = new ArrayList<>();
      row.path("pairs")
          .forEach(pair -> expected.add(new Link(pair.get(0).asText(), pair.get(1).asText())));
      assertThat(Link.parse(row.path("text").textValue())).isEqualTo(expected);
    }
    assertThatThrownBy(() -> Link.parse("a=b,c,=d"))
        .hasMessage(
            "link_vars: expected SERVE_KEY=BENCH_KEY,…, found \"c\" in it\n"
                + "link_vars: expected SERVE_KEY=BENCH_KEY,…, found \"=d\" in it");
  }

  @Test
  void commandsGetFlagsAsInVllm() throws IOException {
    JsonNode golden = golden("commands.json");
    List<String> base = words(golden.path("base"));
    assertThat(golden.path("rows")).hasSizeGreaterThan(50);
    for (JsonNode row : golden.path("rows")) {
      assertThat(set(row.path("params")).applyTo(base))
          .as("%s", row.path("params"))
          .isEqualTo(words(row.path("command")));
    }
  }

  @Test
  void aFlagThatStoodLastGetsItsValue() {
    JsonNodeFactory json = JsonNodeFactory.instance;
    assertThat(
            ParameterSet.EMPTY.with("port", json.numberNode(8001)).applyTo(List.of("s", "--port")))
        .containsExactly("s", "--port", "8001");
  }

  @Test
  void tablesAreWrittenAsPandasDoes() throws IOException {
    List<String> lines = Golden.read("sweep/csv.jsonl").lines().toList();
    assertThat(lines).hasSizeGreaterThan(140);
    for (String line : lines) {
      JsonNode table = PythonJson.MAPPER.readTree(line);
      List<ObjectNode> rows = new ArrayList<>();
      table.path("rows").forEach(row -> rows.add((ObjectNode) row));
      assertThat(SummaryCsv.of(rows)).as("%s", line).isEqualTo(table.path("csv").textValue());
    }
  }

  @Test
  void jsonIsWrittenAsPythonDoes() throws IOException {
    for (String name : List.of("names.json", "commands.json", "split.json")) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      PythonJson.write(golden(name), 1, out);
      assertThat(out.toString(StandardCharsets.UTF_8) + "\n")
          .isEqualTo(Golden.read("sweep/" + name));
    }
    for (String line : Golden.read("sweep/csv.jsonl").lines().toList()) {
      assertThat(PythonJson.line(PythonJson.MAPPER.readTree(line))).isEqualTo(line);
    }
  }

  @Test
  void floatsHaveTheFewestDigits() {
    // Before Java 19, Double.toString has digits too many for the first three.
    for (String text :
        List.of(
            "2e+23", "8.41e+21", "2e-44", "0.002", "2.2250738585072014e-308", "5e-324", "1e+16")) {

      assertThat(PythonText.number(Double.parseDouble(text))).isEqualTo(text);
    }
  }
}
