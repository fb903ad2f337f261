// SPDX-License-Identifier: Apache-2.0
package llmbench.plan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SecretsTest {
  @Test
  void headersTellByTheirNameWhetherTheyAreSecret() {
    Secrets secrets =
        Secrets.of(
            Map.of(
                "Authorization", "Bearer abcd1234",
                "X-API-Key", "keykey",
                "X-Team", "bench-team",
                "Accept", "text/html"),
            List.of());
    assertThat(secrets.masked("abcd1234 keykey bench-team text/html"))
        .isEqualTo("*** *** bench-team text/html");
    assertThat(secrets.masked("sent Bearer abcd1234!")).isEqualTo("sent ***!");
  }

  @Test
  void furtherHeadersAreNamedWhateverTheirCase() {
    assertThat(Secrets.of(Map.of("X-Team", "bench-team"), List.of("x-TEAM")).masked("bench-team"))
        .isEqualTo("***");
  }

  @Test
  void aLongerSecretGoesBeforeOneThatIsAPartOfIt() {
    assertThat(Secrets.of(List.of("abcd", "abcdefgh")).masked("abcdefgh abcd"))
        .isEqualTo("*** ***");
  }

  @Test
  void valuesThatAreTooShortAreLeft() {
    assertThat(Secrets.of(List.of("1", "abc"))).isSameAs(Secrets.NONE);
    assertThat(Secrets.NONE.masked((String) null)).isNull();
  }

  @Test
  void bytesWithoutASecretAreTheSameArray() {
    byte[] bytes = "nothing".getBytes(UTF_8);
    assertThat(Secrets.of(List.of("abcd")).masked(bytes, 7)).isSameAs(bytes);
    assertThat(Secrets.of(List.of("thing")).masked(bytes, 6))
        .as("beyond the length")
        .isSameAs(bytes);
  }

  @Test
  void inBytesASecretIsFoundAsJsonEscapesIt() {
    byte[] bytes = "[\"a\\\"b-ü-cd\", \"a\\\"b-\\u00fc-cd\"]".getBytes(UTF_8);
    Secrets secrets = Secrets.of(List.of("a\"b-ü-cd", "a\\\"b-ü-cd"));
    assertThat(new String(secrets.masked(bytes, bytes.length), UTF_8))
        .isEqualTo("[\"***\", \"***\"]");
  }
}
