// SPDX-License-Identifier: Apache-2.0
package llmbench.servermetrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import llmbench.recording.Outcome;
import llmbench.recording.RequestAbout;
import llmbench.recording.RequestRecord;
import llmbench.recording.TokenSource;
import org.junit.jupiter.api.Test;

class CacheTallyTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static RequestRecord record(int index, int attempt, int asked, int prompt, int cached) {
    return record(index, attempt, asked, prompt, cached, Outcome.COMPLETED);
  }

  private static RequestRecord record(
      int index, int attempt, int asked, int prompt, int cached, Outcome outcome) {
    return new RequestRecord(
        index,
        attempt,
        true,
        "id",
        0,
        0,
        0,
        1,
        new long[] {1},
        new byte[] {0},
        asked,
        4,
        prompt,
        TokenSource.USAGE,
        4,
        TokenSource.USAGE,
        outcome,
        200,
        null,
        "length",
        cached,
        null,
        -1,
        -1,
        new int[0],
        RequestAbout.NONE);
  }

  private static JsonNode usage(CacheTally tally) {
    return JSON.valueToTree(tally.section(null)).path("usage");
  }

  @Test
  void countsCompletedRequestsWhoseUsageSays() {
    CacheTally tally = new CacheTally(SharedPrefixes.none(), false, 0);
    tally.add(record(0, 0, 100, 100, 0));
    tally.add(record(1, 0, 100, 100, -1));
    tally.add(record(2, 0, 100, 100, 100, Outcome.CUT));
    tally.add(record(3, 0, 300, 300, 16));

    assertThat(usage(tally).path("requests").asLong()).isEqualTo(2);
    assertThat(usage(tally).path("prompt_tokens").asLong()).isEqualTo(400);
    assertThat(usage(tally).path("cached_tokens").asLong()).isEqualTo(16);
    assertThat(usage(tally).path("cached_share").asDouble()).isEqualTo(0.04);
    assertThat(tally.note(null)).as("a block is within the rule").isEmpty();
  }

  @Test
  void whatTheCaseCannotExplainIsSaid() {
    CacheTally tally = new CacheTally(SharedPrefixes.none(), false, 0);
    tally.add(record(0, 0, 128, 140, 128));
    tally.add(record(1, 0, 128, 140, 12));

    // The template's 12 tokens and a block of 16 are explained.
    assertThat(usage(tally).path("unexplained_requests").asLong()).isEqualTo(1);
    assertThat(usage(tally).path("unexplained_tokens").asLong()).isEqualTo(100);
    assertThat(tally.note(null)).startsWith("1 of 2 requests found 100 prompt tokens");
  }

  @Test
  void aPrefixSharedWithinTheCaseIsItsOwn() {
    SharedPrefixes prefixes = SharedPrefixes.of(List.of("aaaaabbbbb", "aaaaaccccc", "zzzzzzzzzz"));
    assertThat(prefixes.share(0)).isEqualTo(0.5);
    assertThat(prefixes.share(2)).isZero();
    assertThat(prefixes.share(9)).isZero();
    CacheTally tally = new CacheTally(prefixes, false, 0);
    tally.add(record(0, 0, 1000, 1000, 512));
    assertThat(tally.note(null)).isEmpty();
    tally.add(record(2, 0, 1000, 1000, 512));
    assertThat(tally.note(null)).startsWith("1 of 2 requests");
  }

  @Test
  void equalPromptsShareAll() {
    SharedPrefixes prefixes = SharedPrefixes.of(List.of("same", "other", "same"));

    assertThat(prefixes.share(0)).isEqualTo(1);
    assertThat(prefixes.share(1)).isZero();
    assertThat(prefixes.share(2)).isEqualTo(1);
  }

  @Test
  void whatWasSentBeforeMayFindAllOfItself() {
    CacheTally tally = new CacheTally(SharedPrefixes.none(), true, 0);
    tally.add(record(0, 0, 500, 500, 496));
    tally.add(record(1, 1, 500, 500, 496));
    assertThat(tally.note(null)).isEmpty();
    tally.add(record(1, 0, 500, 500, 496));
    assertThat(tally.note(null)).isNotEmpty();
  }

  @Test
  void whereNoUsageTellsTheServersCountersDo() {
    CacheTally tally = new CacheTally(SharedPrefixes.none(), true, 2);
    tally.add(record(0, 0, 100, 110, -1));
    tally.add(record(1, 0, 100, 110, -1));

    // The first prompt may be found three times, the second one's template and a block once.
    assertThat(tally.note(new CacheCounters(440, 3 * 110 + 26))).isEmpty();
    assertThat(tally.note(new CacheCounters(440, 400)))
        .startsWith("The server's prefix cache had 400 prompt tokens, at least 44 of which");
    assertThat(
            JSON.<JsonNode>valueToTree(tally.section(new CacheCounters(440, 400)))
                .path("server")
                .path("unexplained_tokens")
                .asLong())
        .isEqualTo(44);
  }

  @Test
  void withoutARequestSharesAreZero() {
    JsonNode section =
        JSON.valueToTree(
            new CacheTally(SharedPrefixes.none(), false, 0).section(new CacheCounters(0, 0)));

    assertThat(section.path("usage").path("cached_share").asDouble(-1)).isZero();
    assertThat(section.path("server").path("hit_share").asDouble(-1)).isZero();
    assertThat(new CacheCounters(200, 50).hitShare()).isEqualTo(0.25);
  }
}
