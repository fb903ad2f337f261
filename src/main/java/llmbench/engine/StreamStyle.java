// SPDX-License-Identifier: Apache-2.0
package llmbench.engine;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * How a stream's content is cut into chunks: vLLM's way, or one of the odd ways that a script asks
 * for.
 *
 * @param delta where a chat's text stands
 * @param role whether a chat begins with a chunk of the role
 * @param finish whether a finish reason comes
 * @param usage whether the usage comes, if it was asked for
 * @param doneMark whether {@code data: [DONE]} comes
 * @param tokensPerChunk tokens that share a chunk
 * @param wideCharacters whether the text has characters of two to four bytes
 */
record StreamStyle(
    DeltaKind delta,
    boolean role,
    boolean finish,
    boolean usage,
    boolean doneMark,
    int tokensPerChunk,
    boolean wideCharacters) {
  static final StreamStyle VLLM =
      new StreamStyle(DeltaKind.CONTENT, true, true, true, true, 1, false);

  private static final byte[] WIDE = "é世😀".getBytes(StandardCharsets.UTF_8);

  /** The text of some tokens, as the inside of a JSON string. */
  byte[] text(Answer answer, int from, int to) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    for (int i = from; i < to; i++) {
      text.writeBytes(answer.deltas()[i]);
      if (wideCharacters) {
        text.writeBytes(WIDE);
      }
    }
    return text.toByteArray();
  }

  /** Whether a chunk of one token is its text between fixed parts. */
  boolean plain() {
    return !wideCharacters && tokensPerChunk == 1;
  }

  StreamStyle withDelta(DeltaKind other) {
    return new StreamStyle(other, role, finish, usage, doneMark, tokensPerChunk, wideCharacters);
  }

  StreamStyle withoutRole() {
    return new StreamStyle(delta, false, finish, usage, doneMark, tokensPerChunk, wideCharacters);
  }

  StreamStyle withoutFinish() {
    return new StreamStyle(delta, role, false, usage, doneMark, tokensPerChunk, wideCharacters);
  }

  StreamStyle withoutUsage() {
    return new StreamStyle(delta, role, finish, false, doneMark, tokensPerChunk, wideCharacters);
  }

  StreamStyle withoutDoneMark() {
    return new StreamStyle(delta, role, finish, usage, false, tokensPerChunk, wideCharacters);
  }

  StreamStyle withTokensPerChunk(int tokens) {
    return new StreamStyle(delta, role, finish, usage, doneMark, tokens, wideCharacters);
  }

  StreamStyle withWideCharacters() {
    return new StreamStyle(delta, role, finish, usage, doneMark, tokensPerChunk, true);
  }
}
