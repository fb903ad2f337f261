// SPDX-License-Identifier: Apache-2.0
package llmbench.metrics;

import llmbench.plan.GoodputSet;

/**
 * What met a set of limits.
 *
 * @param limits the set
 * @param requests completed requests that met every limit
 * @param outputTokens the output tokens of those requests
 * @param requestGoodput requests per second; 0 where no time passed
 * @param outputTokenGoodput output tokens per second; 0 where no time passed
 * @param ratio requests as a share of all that ended, failed ones included; 0 if none ended
 */
public record GoodputFigures(
    GoodputSet limits,
    long requests,
    long outputTokens,
    double requestGoodput,
    double outputTokenGoodput,
    double ratio) {}
