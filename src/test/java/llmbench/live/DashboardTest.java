// SPDX-License-Identifier: Apache-2.0
package llmbench.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What Grafana's import asks for; {@code LiveServerTest} holds its queries against our metrics. */
class DashboardTest {
  private static final int COLUMNS = 24;
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{?([a-z_]+)}?");
  private static final Set<String> GRAFANAS_OWN = Set.of("__rate_interval", "__all");

  private static JsonNode dashboard() throws IOException {
    return new ObjectMapper().readTree(Files.readString(Path.of("docs/grafana/llmbench.json")));
  }

  @Test
  void itIsNewToWhoImportsItAndSaysWhatItNeeds() throws IOException {
    JsonNode dashboard = dashboard();
    assertThat(dashboard.has("id")).isTrue();
    assertThat(dashboard.path("id").isNull()).as("an id is another one's there").isTrue();
    assertThat(dashboard.path("uid").asText()).hasSizeBetween(1, 40);
    assertThat(dashboard.path("title").asText()).isNotBlank();
    assertThat(dashboard.path("schemaVersion").asInt()).isGreaterThanOrEqualTo(36);
    assertThat(dashboard.path("__inputs").isArray()).isTrue();
    Set<String> required = new TreeSet<>();
    for (JsonNode each : dashboard.path("__requires")) {
      required.add(each.path("type").asText() + " " + each.path("id").asText());
    }
    assertThat(required).contains("grafana grafana", "datasource prometheus");
    for (JsonNode panel : dashboard.path("panels")) {
      assertThat(required).contains("panel " + panel.path("type").asText());
    }
  }

  @Test
  void itsPanelsLieBesideOneAnotherAndAskOneSource() throws IOException {
    List<int[]> places = new ArrayList<>();
    Set<Integer> ids = new TreeSet<>();
    for (JsonNode panel : dashboard().path("panels")) {
      String title = panel.path("title").asText();
      assertThat(ids.add(panel.path("id").asInt())).as(title).isTrue();
      JsonNode at = panel.path("gridPos");
      int[] place = {
        at.path("x").asInt(), at.path("y").asInt(), at.path("w").asInt(), at.path("h").asInt()
      };
      assertThat(place[0] + place[2]).as(title).isLessThanOrEqualTo(COLUMNS);
      for (int[] other : places) {
        boolean apart =
            place[0] >= other[0] + other[2]
                || other[0] >= place[0] + place[2]
                || place[1] >= other[1] + other[3]
                || other[1] >= place[1] + place[3];
        assertThat(apart).as(title).isTrue();
      }
      places.add(place);
      Set<String> letters = new TreeSet<>();
      assertThat(panel.path("targets")).as(title).isNotEmpty();
      for (JsonNode target : panel.path("targets")) {
        assertThat(letters.add(target.path("refId").asText())).as(title).isTrue();
        assertThat(target.at("/datasource/uid").asText()).as(title).isEqualTo("${datasource}");
      }
    }
    assertThat(places).hasSizeGreaterThan(5);
  }

  @Test
  void everyVariableIsDefined() throws IOException {
    JsonNode dashboard = dashboard();
    Set<String> defined = new TreeSet<>(GRAFANAS_OWN);
    for (JsonNode variable : dashboard.path("templating").path("list")) {
      defined.add(variable.path("name").asText());
    }
    Matcher used = VARIABLE.matcher(dashboard.toString());
    Set<String> names = new TreeSet<>();
    while (used.find()) {
      names.add(used.group(1));
    }
    assertThat(defined).containsAll(names);
    assertThat(names).contains("case", "datasource");
  }
}
