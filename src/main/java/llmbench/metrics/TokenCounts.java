// SPDX-License-Identifier: Apache-2.0
package llmbench.metrics;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the completed requests' token counts came from, and how tokens lie in chunks.
 *
 * @param promptSources requests by the source of their prompt's count: {@code usage}, {@code
 *     tokenizer}, {@code none}
 * @param outputSources the same for the output's count
 * @param shortAnswers answers with fewer tokens than asked for
 * @param missingTokens by how many tokens they fell short together
 * @param outputChunks chunks that carried output
 * @param multiTokenRequests requests with more output tokens than output chunks
 * @param perTokenItl each gap divided by its request's tokens per chunk, where that is over 1; null
 *     when no request has several tokens in a chunk, for then it is the ITL
 */
public record TokenCounts(
    Map<String, Integer> promptSources,
    Map<String, Integer> outputSources,
    int shortAnswers,
    long missingTokens,
    long outputChunks,
    int multiTokenRequests,
    @Nullable LatencyStats perTokenItl) {
  /** Copies the maps. */
  public TokenCounts {
    promptSources = Collections.unmodifiableMap(new LinkedHashMap<>(promptSources));
    outputSources = Collections.unmodifiableMap(new LinkedHashMap<>(outputSources));
  }
}
