// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset.hf;

import static llmbench.dataset.hf.Ask.column;
import static llmbench.dataset.hf.Ask.written;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import llmbench.dataset.JsonPlace;
import llmbench.dataset.Prompt;

/** Sets that ask a text of an image or a video. */
final class PicturedTexts {
  private static final int OUTPUT_LEN = 128;
  private static final char NEXT_LINE = '\u0085';

  private PicturedTexts() {}

  /** {@code VisionArenaDataset}, {@code lmarena-ai/VisionArena-Chat}. */
  static Optional<Prompt> arenaChat(JsonPlace row, Ask ask) {
    return arena(column(row, "conversation"), row, ask);
  }

  /** {@code VisionArenaDataset}, {@code lmarena-ai/vision-arena-bench-v0.1}. */
  static Optional<Prompt> arenaBench(JsonPlace row, Ask ask) {
    return arena(column(row, "turns"), row, ask);
  }

  private static Optional<Prompt> arena(JsonPlace turns, JsonPlace row, Ask ask) {
    String text = turns.list(1).at(0).list(1).at(0).at("content").text();
    JsonPlace image = column(row, "images").list(1).at(0);
    return Optional.of(
        ask.pictured(text, List.of(Pictures.part(image, ask)), ask.outputLen(OUTPUT_LEN)));
  }

  /** {@code MMStarDataset}: the question without its options. */
  static Optional<Prompt> mmStar(JsonPlace row, Ask ask) {
    JsonPlace question = row.at("question");
    String full = question.node().isMissingNode() ? "" : question.text();
    int options = full.indexOf("Options:");
    String text = stripped(options < 0 ? full : full.substring(0, options));
    Map<String, Object> image = Pictures.part(column(row, "image"), ask);
    return Optional.of(ask.pictured(text, List.of(image), ask.outputLen(OUTPUT_LEN)));
  }

  /** As Python's {@code str.strip}, which knows more blanks than Java. */
  private static String stripped(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && blank(text.charAt(from))) {
      from++;
    }
    while (to > from && blank(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  private static boolean blank(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == NEXT_LINE;
  }

  /** {@code MMVUDataset}: a question with its choices about a video of the set. */
  static Optional<Prompt> mmvu(JsonPlace row, Ask ask) {
    StringJoiner choices = new StringJoiner(" ");
    JsonPlace given = column(row, "choices");
    given
        .node()
        .fieldNames()
        .forEachRemaining(name -> choices.add(name + "." + written(given.at(name))));
    String text = column(row, "question").text() + " " + choices;
    Map<String, Object> video = new LinkedHashMap<>();
    video.put("type", "video_url");
    video.put("video_url", Map.of("url", address(column(row, "video"), ask)));
    return Optional.of(ask.pictured(text, List.of(video), ask.outputLen(OUTPUT_LEN)));
  }

  /** What lies in the set's repository is taken from its folder ({@code process_video}). */
  private static String address(JsonPlace video, Ask ask) {
    String root = "https://huggingface.co/datasets/" + ask.id() + "/resolve/main";
    String address = video.text();
    if (address.startsWith(root + "/")) {
      return "file://" + ask.files().path(address.substring(root.length() + 1)).toAbsolutePath();
    }
    return address.startsWith("http://")
            || address.startsWith("https://")
            || address.startsWith("file://")
        ? address
        : "file://" + address;
  }
}
