// SPDX-License-Identifier: Apache-2.0
package llmbench.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lengths of prompts and answers.
 *
 * @param inputRangeRatio around the case's length, where neither of the others says more
 * @param outputRangeRatio the same for answers
 * @param input of prompts; null for the case's length
 * @param output of answers; null for the case's length
 * @param mix both together; empty for none
 */
public record SyntheticLengths(
    double inputRangeRatio,
    double outputRangeRatio,
    @Nullable LengthDistribution input,
    @Nullable LengthDistribution output,
    List<LengthPair> mix) {}
