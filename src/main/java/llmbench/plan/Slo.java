// SPDX-License-Identifier: Apache-2.0
package llmbench.plan;

import org.jspecify.annotations.Nullable;

/**
 * vLLM's {@code --goodput}: a request is good if every limit given is met. Milliseconds, 0 or more;
 * null for no limit.
 */
public record Slo(
    @Nullable Double ttftMillis, @Nullable Double tpotMillis, @Nullable Double e2elMillis) {}
