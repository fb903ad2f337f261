// SPDX-License-Identifier: Apache-2.0
package llmbench.backend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import llmbench.backend.FrameScanner.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameScannerTest {
  private static final FrameScanner SCANNER =
      new FrameScanner(
          List.of(
              Rule.of("a.text", FrameScanner.Test.TEXT, 1),
              Rule.of("a.more", FrameScanner.Test.NOT_NULL, 2),
              Rule.of("list.*.x", FrameScanner.Test.TEXT, 4),
              Rule.of("list.1.y", FrameScanner.Test.TRUE, 8),
              Rule.word("kind", "end", 16),
              Rule.of("list", FrameScanner.Test.NOT_EMPTY, 128),
              Rule.of("a", FrameScanner.Test.OBJECT, 256)));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | 0",
        "{\"a\":{\"text\":\"x\"}} | 257",
        "{\"a\":{\"text\":\"\"}} | 256",
        "{\"a\":{\"text\":null,\"more\":0}} | 258",
        "{\"a\":{\"more\":null}} | 256",
        "{\"a\":\"text\"} | 0",
        "{ \"a\" : { \"text\" : \"\\\"\" , \"more\" : [ ] } } | 259",
        "{\"b\":{\"a\":{\"text\":\"x\"}}} | 0",
        "{\"list\":[]} | 0",
        "{\"list\":[ ]} | 0",
        "{\"list\":[{\"x\":\"1\"}]} | 132",
        "{\"list\":[{\"y\":true}]} | 128",
        "{\"list\":[1,{\"y\":true}]} | 136",
        "{\"list\":[1,{\"y\":false,\"x\":\"t\"}]} | 132",
        "{\"kind\":\"end\"} | 16",
        "{\"kind\":\"ending\"} | 0",
        "{\"kind\":\"en\"} | 0",
        "{\"kind\":end} | 64",
        "[DONE] | 32",
        "[1] | 64",
        "{\"a\":{\"text\":\"x\"} | 64",
        "{\"list\":[{\"x\":\"1\"},]} | 64",
        "{\"a\":{}} x | 64",
      })
  void rulesSetTheirBits(String frame, int bits) {
    byte[] bytes = ("##" + frame + "##").getBytes(StandardCharsets.UTF_8);
    assertThat(SCANNER.scan(bytes, 2, bytes.length - 2)).isEqualTo(bits);
  }

  @Test
  void agreesWithAJsonParserOnDamagedFrames() {
    ObjectMapper json = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    String frame =
        "{\"a\":{\"text\":\"x\\n\",\"more\":[1,{\"b\":null}]},\"list\":[{\"x\":\"1\"},{\"y\":true}],"
            + "\"kind\":\"end\",\"n\":-1.5e3}";
    Random random = new Random(11);
    String bytes = "{}[]\",:0123 tn\\ae.-";
    int malformed = 0;
    for (int i = 0; i < 5000; i++) {
      StringBuilder damaged = new StringBuilder(frame);
      damaged.setCharAt(
          random.nextInt(frame.length()), bytes.charAt(random.nextInt(bytes.length())));
      byte[] b = damaged.toString().getBytes(StandardCharsets.UTF_8);
      boolean bad = SCANNER.scan(b, 0, b.length) == Frame.MALFORMED;
      malformed += bad ? 1 : 0;
      assertThat(bad).as("%s", damaged).isEqualTo(!isObject(json, damaged.toString()));
    }
    assertThat(malformed).isBetween(1000, 4900);
  }

  private static boolean isObject(ObjectMapper json, String text) {
    try {
      return json.readTree(text).isObject();
    } catch (IOException e) {
      return false;
    }
  }
}
