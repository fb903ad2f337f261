// SPDX-License-Identifier: Apache-2.0
package llmbench.backend;

/** What a frame of a stream carries, as bits, so that the hot path makes no object. */
public final class Frame {
  /** A non-empty {@code choices}: what vLLM counts as a token, whatever it holds. */
  public static final int CHOICES = 1;

  /** Output: content, reasoning or tool-call text. */
  public static final int OUTPUT = 1 << 1;

  /** A finish reason. */
  public static final int FINISH = 1 << 2;

  /** A usage object. */
  public static final int USAGE = 1 << 3;

  /** An error object. */
  public static final int ERROR = 1 << 4;

  /** The end mark, {@code [DONE]}. */
  public static final int DONE = 1 << 5;

  /** No JSON, or JSON of another form than the API's. */
  public static final int MALFORMED = 1 << 6;

  /** With {@link #OUTPUT}: reasoning, and nothing of the answer itself. */
  public static final int REASONING = 1 << 7;

  private Frame() {}
}
