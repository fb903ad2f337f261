// SPDX-License-Identifier: Apache-2.0
package llmbench.plan;

import org.jspecify.annotations.Nullable;

/**
 * Requests that the client cancels in their middle, as people do who close the window. Exactly one
 * of {@code after} and {@code afterTokens}.
 *
 * @param ratio share of the requests, above 0, at most 1; each is drawn by the seed and its index
 * @param after how long after it was sent a request is cancelled, in seconds above 0
 * @param afterTokens after how many chunks with output it is cancelled, at least 1
 */
public record CancelSpec(double ratio, @Nullable ThinkTime after, @Nullable Integer afterTokens) {}
