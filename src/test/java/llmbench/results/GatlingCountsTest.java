// SPDX-License-Identifier: Apache-2.0
package llmbench.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatlingCountsTest {
  @TempDir private Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("bench_x.json"), text);
  }

  private static Map<String, Object> counts() {
    Map<String, Object> counts = new LinkedHashMap<>();
    counts.put("records_ok", 3);
    counts.put("note", "é");
    return counts;
  }

  @Test
  void onlyTheNullOfTheCountsChanges() throws IOException {
    String before =
        "{\"a\":\"\\\"gatling\\\":null é\",\"gatling\":null,\"counts\":{\"gatling\":null},"
            + "\"llmbench\":{\"options\":{\"counts\":{\"gatling\":null}},\"counts\":{\"sent\":3,\"gatling\":";
    String after = "},\"more\":[{\"gatling\":null}]}}";
    Path file = file(before + "null" + after);
    GatlingCounts.put(file, counts());
    assertThat(Files.readString(file))
        .isEqualTo(before + "{\"records_ok\":3,\"note\":\"\\u00E9\"}" + after);
  }

  @Test
  void aFileThatHasCountsOrIsNoResultIsLeftAlone() throws IOException {
    for (String text :
        new String[] {
          "{\"llmbench\":{\"counts\":{\"gatling\":{}}}}",
          "{\"llmbench\":{\"counts\":{}}}",
          "{\"llmbench\":[]}",
          "[]"
        }) {
      Path file = file(text);
      assertThatThrownBy(() -> GatlingCounts.put(file, counts()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("bench_x.json")
          .hasMessageContaining("llmbench.counts.gatling");
      assertThat(Files.readString(file)).isEqualTo(text);
    }
  }

  @Test
  void ofResultsUnderOneAnotherTheLastTakesThem() throws IOException {
    String first = "{\"llmbench\":{\"counts\":{\"gatling\":{}},\"x\":[1]},\"y\":{\"z\":2}}\n";
    Path file = file(first + "{\"a\":1}\n" + "{\"llmbench\":{\"counts\":{\"gatling\":null}}}");
    GatlingCounts.put(file, Map.of("ok", 3));
    assertThat(Files.readString(file))
        .isEqualTo(first + "{\"a\":1}\n" + "{\"llmbench\":{\"counts\":{\"gatling\":{\"ok\":3}}}}");
  }
}
