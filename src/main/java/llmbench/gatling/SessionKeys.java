// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

/** Session attributes that the step sets before the next action runs; times in milliseconds. */
public final class SessionKeys {
  /** String: {@link llmbench.recording.Outcome#key}. Always set. */
  public static final String OUTCOME = "llm.outcome";

  /** Integer: HTTP status, 0 if none came. Always set. */
  public static final String STATUS = "llm.status";

  /** String: the failure's text. Absent on success. */
  public static final String ERROR = "llm.error";

  /** Double: time to first token, ms. Absent without output. */
  public static final String TTFT = "llm.ttft";

  /** double[]: gaps between chunks with output, ms; may be empty. Absent without output. */
  public static final String ITL = "llm.itl";

  /** Double: time per output token, the first excluded, ms. Absent with fewer than two tokens. */
  public static final String TPOT = "llm.tpot";

  /** Double: end-to-end latency, ms. Absent without output. */
  public static final String E2EL = "llm.e2el";

  /**
   * Integer: tokens of the answer by the server's usage, else its chunks with output. Always set.
   */
  public static final String OUTPUT_TOKENS = "llm.outputTokens";

  /** Integer: tokens of the prompt by the server's usage. Absent without usage. */
  public static final String PROMPT_TOKENS = "llm.promptTokens";

  /** The request about to be sent; our own. */
  static final String REQUEST = "llm.request";

  private SessionKeys() {}
}
