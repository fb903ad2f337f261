// SPDX-License-Identifier: Apache-2.0
package llmbench.live;

/**
 * Figures of a case that goes on.
 *
 * @param name the case's
 * @param total requests that it sends
 * @param durationSeconds for how long requests come; 0 where their number ends the case
 * @param seconds since its load began
 * @param done requests that ended, however
 * @param failed of those
 * @param cancelled of those: neither completed nor failed
 * @param inputTokens of the requests that ended
 * @param outputTokens likewise
 * @param ttftP50Millis the median so far, to three digits; NaN before the first output
 * @param ttftP99Millis likewise
 */
public record CaseSoFar(
    String name,
    int total,
    double durationSeconds,
    double seconds,
    long done,
    long failed,
    long cancelled,
    long inputTokens,
    long outputTokens,
    double ttftP50Millis,
    double ttftP99Millis) {

  /** How much of the case is over, in [0, 1]: of its time where that ends it, else of requests. */
  public double fraction() {
    double share = durationSeconds > 0 ? seconds / durationSeconds : (double) done / total;
    return Math.min(1, share);
  }

  /** Seconds until it ends if it goes on as so far; NaN where nobody can tell yet. */
  public double etaSeconds() {
    if (durationSeconds > 0) {
      return Math.max(0, durationSeconds - seconds);
    }
    return done == 0 ? Double.NaN : seconds * (1 - fraction()) / fraction();
  }

  /** Requests that ended a second; 0 at the start. */
  public double requestRate() {
    return seconds > 0 ? done / seconds : 0;
  }

  /** Tokens of answers that ended, a second; 0 at the start. */
  public double tokenRate() {
    return seconds > 0 ? outputTokens / seconds : 0;
  }
}
