// SPDX-License-Identifier: Apache-2.0
package llmbench.plan;

/**
 * How the client watches itself.
 *
 * @param warmup whether it warms itself and measures its noise floor before the first case
 * @param networkAdjusted whether TTFT and E2EL less the network's round trip are added
 */
public record ClientSpec(boolean warmup, boolean networkAdjusted) {}
