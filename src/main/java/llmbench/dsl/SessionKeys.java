// SPDX-License-Identifier: Apache-2.0
package llmbench.dsl;

import llmbench.gatling.StepAttributes;

/**
 * Session attributes that the step sets before the next action runs, on failure too; those that do
 * not apply are taken away, so that none is left of the request before. Times in milliseconds.
 */
public final class SessionKeys {
  /** String: {@code completed}, or the kind of failure ({@code docs/api.md}). Always set. */
  public static final String OUTCOME = StepAttributes.OUTCOME;

  /** Integer: HTTP status, 0 if none came. Always set. */
  public static final String STATUS = StepAttributes.STATUS;

  /** String: the failure's text. Absent on success. */
  public static final String ERROR = StepAttributes.ERROR;

  /**
   * Double: time to first token, ms, from sending to the first chunk with output. Absent without
   * output.
   */
  public static final String TTFT = StepAttributes.TTFT;

  /** double[]: gaps between chunks with output, ms; may be empty. Absent without output. */
  public static final String ITL = StepAttributes.ITL;

  /**
   * Double: time per output token, the first excluded, ms: (E2EL − TTFT) / (output tokens − 1).
   * Absent with fewer than two tokens.
   */
  public static final String TPOT = StepAttributes.TPOT;

  /**
   * Double: end-to-end latency, ms, from sending to the last chunk with output. Absent without
   * output.
   */
  public static final String E2EL = StepAttributes.E2EL;

  /**
   * Integer: tokens of the answer by the server's usage, else its chunks with output. Always set.
   */
  public static final String OUTPUT_TOKENS = StepAttributes.OUTPUT_TOKENS;

  /** Integer: tokens of the prompt by the server's usage. Absent without usage. */
  public static final String PROMPT_TOKENS = StepAttributes.PROMPT_TOKENS;

  /**
   * Double: how much later than due the user began, ms; of users of a {@link Load}, from their
   * start on. A wait for a place under {@link Load#maxConcurrency} is in it.
   */
  public static final String START_LAG = StepAttributes.START_LAG;

  private SessionKeys() {}
}
