// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkedBodyTest {
  /** What a body holds, and what stands behind its last chunk's line. */
  private record Decoded(String data, String rest, boolean ended, boolean broken) {}

  private static Decoded decode(String raw, int... cuts) {
    ChunkedBody coding = new ChunkedBody();
    byte[] body = new byte[raw.length() + 10];
    int length = 0;
    int from = 0;
    StringBuilder rest = new StringBuilder();
    for (int i = 0; i <= cuts.length; i++) {
      int to = i < cuts.length ? cuts[i] : raw.length();
      byte[] read = raw.substring(from, to).getBytes(US_ASCII);
      System.arraycopy(read, 0, body, length, read.length);
      length = coding.decode(body, length, length + read.length);
      rest.append(raw, to - coding.rest(), to);
      from = to;
    }
    return new Decoded(
        new String(body, 0, length, US_ASCII), rest.toString(), coding.ended(), coding.broken());
  }

  private static final String BODY =
      "5\r\nhello\r\n1A;name=\"x\"\r\nabcdefghijklmnopqrstuvwxyz\r\n0001\n!\n0\r\n\r\n";

  @Test
  void takesTheCodingOff() {
    assertThat(decode(BODY))
        .isEqualTo(new Decoded("helloabcdefghijklmnopqrstuvwxyz!", "\r\n", true, false));
  }

  @Test
  void theCutOfTheReadsChangesNothing() {
    for (int cut = 0; cut <= BODY.length(); cut++) {
      assertThat(decode(BODY, cut)).isEqualTo(decode(BODY));
    }
    Random random = new Random(2);
    for (int round = 0; round < 2000; round++) {
      int[] cuts = random.ints(random.nextInt(8), 0, BODY.length() + 1).sorted().toArray();
      assertThat(decode(BODY, cuts)).isEqualTo(decode(BODY));
    }
  }

  @Test
  void whatFollowsTheLastChunkIsLeft() {
    assertThat(decode("1\r\na\r\n0\r\nTrailer: x\r\n\r\n").rest()).isEqualTo("Trailer: x\r\n\r\n");
    assertThat(decode("1\r\na\r\n", 1).ended()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x\r\n",
        "\r\n",
        ";\r\n",
        "5\r\nhelloX",
        "123456789\r\n",
        "80000000\r\n",
        "-1\r\n"
      })
  void whatIsNoChunkIsBroken(String raw) {
    assertThat(decode(raw).broken()).isTrue();
  }
}
