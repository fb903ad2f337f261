// SPDX-License-Identifier: Apache-2.0
package llmbench.plan;

/** What one data set is told beside what all are. A record for each kind. */
public sealed interface DatasetOptions {

  /**
   * {@code random}.
   *
   * @param inputRangeRatio vLLM's {@code --random-range-ratio} for the input, in [0, 1)
   * @param outputRangeRatio the same for the output, in [0, 1)
   * @param prefixLen vLLM's {@code --random-prefix-len}: tokens of the prefix that all prompts
   *     share, 0 or more
   */
  record Random(double inputRangeRatio, double outputRangeRatio, int prefixLen)
      implements DatasetOptions {}
}
