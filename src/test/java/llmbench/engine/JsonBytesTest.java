// SPDX-License-Identifier: Apache-2.0
package llmbench.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBytesTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "plain", "quote \" and \\", "\n\r\t\b\f\u0000\u001f", "世界 😀 é /"})
  void aReaderGetsTheTextBack(String text) throws IOException {
    byte[] json = new JsonBytes().string(text).toBytes();
    assertThat(new ObjectMapper().readValue(json, String.class)).isEqualTo(text);
  }

  @Test
  void onlyWhatMustBeEscapedIs() {
    assertThat(new String(JsonBytes.escape("é\"\u0001/"), StandardCharsets.UTF_8))
        .isEqualTo("é\\\"\\u0001/");
  }

  @Test
  void partsComeInTheOrderGiven() {
    byte[] json =
        new JsonBytes()
            .raw("{\"a\":")
            .string(null)
            .raw(",\"b\":")
            .numbers(new int[] {1, 2, 3}, 1, 3)
            .raw("}")
            .toBytes();
    assertThat(new String(json, StandardCharsets.UTF_8)).isEqualTo("{\"a\":null,\"b\":[2,3]}");
  }
}
