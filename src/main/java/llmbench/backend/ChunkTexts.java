// SPDX-License-Identifier: Apache-2.0
package llmbench.backend;

import java.util.ArrayList;
import java.util.List;

/** The output of each frame with choices, one text a frame; empty for a frame without output. */
final class ChunkTexts {
  private ChunkTexts() {}

  static List<String> of(Framing framing, byte[] body, int length) {
    List<String> texts = new ArrayList<>();
    FrameSink each =
        (bytes, from, to, errorEvent) -> {
          if ((OpenAiFrames.scan(bytes, from, to) & Frame.CHOICES) != 0) {
            texts.add(AnswerReader.text(bytes, from, to));
          }
        };
    framing.framer().all(body, length, each);
    return texts;
  }
}
