// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import org.jspecify.annotations.Nullable;

/** How much of one try's answer has come, against what the client takes. */
final class AnswerBounds {
  /** Bytes of a head, or a trailer, that a server may send; the field's limits are 8 to 64 KiB. */
  static final int MOST_UNDECODED = 1 << 18;

  private final int mostBytes;
  private int undecoded;
  private long passedOver;

  /**
   * Bounds of one try.
   *
   * @param mostBytes of the body, decompressed
   */
  AnswerBounds(int mostBytes) {
    this.mostBytes = mostBytes;
  }

  /** Of the body, decompressed. */
  int mostBytes() {
    return mostBytes;
  }

  /** Bytes of the body that nobody keeps. */
  void passOver(int bytes) {
    passedOver += bytes;
  }

  /**
   * Whether the body may have that many bytes more.
   *
   * @param kept bytes of it so far
   * @return null if so; else what to say
   */
  @Nullable String more(int kept, int bytes) {
    return kept + passedOver + bytes <= mostBytes
        ? null
        : "the answer is longer than "
            + mostBytes
            + " bytes; if it should be, raise max_answer_bytes";
  }

  /** The HTTP decoder made something of what it was given. */
  void decoded() {
    undecoded = 0;
  }

  /**
   * Counts bytes that the HTTP decoder was given. It would keep a head or a trailer without end.
   *
   * @return null if there may be so many; else what to say
   */
  @Nullable String decoding(int bytes) {
    undecoded += bytes;
    return undecoded <= MOST_UNDECODED
        ? null
        : "the head or the trailer of the answer is longer than " + MOST_UNDECODED + " bytes";
  }
}
