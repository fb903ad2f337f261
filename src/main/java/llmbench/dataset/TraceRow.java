// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset;

import java.util.List;

/**
 * A request of a trace.
 *
 * @param seconds when it came, counted from anywhere
 * @param inputLen tokens of its prompt, at least 1
 * @param outputLen tokens of its answer, at least 1
 * @param hashes what stands for each block of its prompt; empty where the trace does not say
 */
record TraceRow(double seconds, int inputLen, int outputLen, List<String> hashes) {}
