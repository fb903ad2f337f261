// SPDX-License-Identifier: Apache-2.0
package llmbench.plan;

/**
 * Lengths that go together, one of several kinds of requests.
 *
 * @param inputLen tokens of the prompt, at least 1
 * @param outputLen tokens of the answer, at least 1
 * @param weight above 0, in proportion to the others
 */
public record LengthPair(int inputLen, int outputLen, double weight) {}
