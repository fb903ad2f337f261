// SPDX-License-Identifier: Apache-2.0
package llmbench.engine;

/** Told when an answer is over. */
@FunctionalInterface
interface AnswerEnd {
  /**
   * The answer is over; more calls change nothing.
   *
   * @param whole whether all of it was sent, rather than broken by a script or left by its client
   */
  void ended(boolean whole);
}
