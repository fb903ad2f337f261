// SPDX-License-Identifier: Apache-2.0
package llmbench.compare;

/** What is known of each request of one run, in the order in which they were sent. Seconds. */
interface RunSamples {
  int size();

  boolean completed(int request);

  /** When it was sent, from any origin. */
  double start(int request);

  /** From send to the first output; of a completed request. */
  double ttft(int request);

  /** From send to the last output; of a completed request. */
  double e2el(int request);

  double inputTokens(int request);

  /** 0 of a failed request. */
  double outputTokens(int request);

  /** The gaps between output chunks; of a completed request. */
  double[] gaps(int request);

  /** Whether its answer came as a stream, so that there are TTFT, TPOT and ITL. */
  boolean streamed();

  /** Whether the limits of goodput are known. */
  boolean judged();

  /** Whether it met them. */
  boolean good(int request);

  /** The length of the run, for rates. */
  double duration();
}
