// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

/**
 * Session attributes that the step sets before the next action runs. What they mean is said where
 * users look, in {@code llmbench.dsl.SessionKeys}.
 */
public final class StepAttributes {
  /** String. */
  public static final String OUTCOME = "llm.outcome";

  /** Integer. */
  public static final String STATUS = "llm.status";

  /** String. */
  public static final String ERROR = "llm.error";

  /** Double, ms. */
  public static final String TTFT = "llm.ttft";

  /** double[], ms. */
  public static final String ITL = "llm.itl";

  /** Double, ms. */
  public static final String TPOT = "llm.tpot";

  /** Double, ms. */
  public static final String E2EL = "llm.e2el";

  /** Integer. */
  public static final String OUTPUT_TOKENS = "llm.outputTokens";

  /** Integer. */
  public static final String PROMPT_TOKENS = "llm.promptTokens";

  /** Double, ms. */
  public static final String START_LAG = "llm.startLag";

  /** The request about to be sent; our own. */
  static final String REQUEST = "llm.request";

  private StepAttributes() {}
}
