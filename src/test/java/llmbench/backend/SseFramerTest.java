// SPDX-License-Identifier: Apache-2.0
package llmbench.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The wire forms of an event stream, each read whole and in every cut of two. */
class SseFramerTest {

  @Test
  void lineFeedsEndLines() {
    gives("data: a\n\ndata: b\n\n", "a", "b");
  }

  @Test
  void carriageReturnAndLineFeedEndLines() {
    gives("data: a\r\n\r\ndata: b\r\n\r\n", "a", "b");
  }

  @Test
  void carriageReturnsEndLines() {
    gives("data: a\r\rdata: b\r\r", "a", "b");
  }

  @Test
  void endingsMayBeMixed() {
    gives("data: a\r\n\ndata: b\n\rdata: c\r\r\ndata: d\r\n\r\n", "a", "b", "c", "d");
  }

  @Test
  void theSpaceAfterTheColonIsOptionalAndOnlyOneIsTaken() {
    gives("data:a\n\ndata:  b\n\n", "a", " b");
  }

  @Test
  void severalDataLinesAreJoinedByLineFeeds() {
    gives("data: {\ndata: \"a\": 1\r\ndata:}\n\n", "{\n\"a\": 1\n}");
  }

  @Test
  void aDataLineWithoutColonIsAnEmptyLineOfData() {
    gives("data\ndata\n\n", "\n");
    gives("data: a\ndata\n\n", "a\n");
  }

  @Test
  void commentsAndOtherFieldsAreSkipped() {
    gives(": ping\n\nid: 7\nretry: 10\nevent: message\ndata: a\nfoo: bar\n: x\n\n", "a");
    gives("datax: a\n\ndat: a\n\nDATA: a\n\n");
  }

  @Test
  void anEventWithoutDataIsNone() {
    gives("event: ping\n\n\n\ndata: a\n\n", "a");
  }

  @Test
  void aByteOrderMarkIsSkipped() {
    gives("\uFEFFdata: a\n\n", "a");
    gives("\uFEFF: x\ndata: a\n\n", "a");
  }

  @Test
  void aLastEventWithoutBlankLineCounts() {
    gives("data: a\n\ndata: b\n", "a", "b");
    gives("data: a\n\ndata: b", "a", "b");
    gives("data: a\r", "a");
  }

  @Test
  void charactersOfSeveralBytesSurviveAnyCut() {
    gives("data: 你好 🌍 é\n\n", "你好 🌍 é");
  }

  @Test
  void nothingGivesNothing() {
    gives("");
    gives("\n\n\r\n");
  }

  @Test
  void theErrorEventIsTold() {
    List<Boolean> errors = new ArrayList<>();
    byte[] bytes =
        "event: error\ndata: a\n\nevent:error\ndata: b\n\nevent: errors\ndata: c\n\ndata: d\n\n"
            .getBytes(StandardCharsets.UTF_8);
    new SseFramer().scan(bytes, bytes.length, (b, from, to, error) -> errors.add(error));
    assertThat(errors).containsExactly(true, true, false, false);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void anyBytesInAnyCutsGiveTheSameEvents(long seed) {
    Random random = new Random(seed);
    String alphabet = "data: \n\r\n:aé{}\u4f60e";
    for (int round = 0; round < 200; round++) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(60);
      for (int i = 0; i < length; i++) {
        text.append(
            random.nextInt(4) == 0
                ? "data: "
                : String.valueOf(alphabet.charAt(random.nextInt(alphabet.length()))));
      }
      byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
      List<String> whole = frames(bytes, bytes.length);
      assertThat(frames(bytes, 1)).as("byte by byte: %s", text).isEqualTo(whole);
      assertThat(frames(bytes, 1 + random.nextInt(7))).as("cut: %s", text).isEqualTo(whole);
    }
  }

  private static void gives(String stream, String... events) {
    byte[] bytes = stream.getBytes(StandardCharsets.UTF_8);
    assertThat(frames(bytes, Math.max(1, bytes.length))).containsExactly(events);
    for (int cut = 1; cut < bytes.length; cut++) {
      assertThat(framesCutAt(bytes, cut)).as("cut at %s", cut).containsExactly(events);
    }
    assertThat(frames(bytes, 1)).as("byte by byte").containsExactly(events);
  }

  private static List<String> framesCutAt(byte[] bytes, int cut) {
    List<String> events = new ArrayList<>();
    SseFramer framer = new SseFramer();
    FrameSink sink = (b, from, to, error) -> events.add(text(b, from, to));
    framer.scan(bytes, cut, sink);
    framer.scan(bytes, bytes.length, sink);
    framer.end(bytes, bytes.length, sink);
    return events;
  }

  private static List<String> frames(byte[] bytes, int step) {
    List<String> events = new ArrayList<>();
    SseFramer framer = new SseFramer();
    FrameSink sink = (b, from, to, error) -> events.add(text(b, from, to));
    for (int limit = step; limit < bytes.length; limit += step) {
      framer.scan(bytes, limit, sink);
    }
    framer.scan(bytes, bytes.length, sink);
    framer.end(bytes, bytes.length, sink);
    return events;
  }

  private static String text(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }
}
