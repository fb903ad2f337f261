// SPDX-License-Identifier: Apache-2.0
package llmbench.plan;

import java.util.List;

/**
 * The embedded engine's settings. It simulates a continuous-batching engine: a step serves all
 * running sequences and takes {@code stepMillis + stepPerSeqMillis × running +
 * prefillMillisPerToken × prefilled tokens}.
 *
 * @param exact exact mode: no batching, every request gets constant TTFT and ITL
 * @param ttftMillis exact mode's time to first token, 0 or more
 * @param itlMillis exact mode's gap between tokens, 0 or more
 * @param maxNumSeqs vLLM's {@code --max-num-seqs}: sequences running at once, at least 1
 * @param maxNumBatchedTokens vLLM's {@code --max-num-batched-tokens}: tokens of one step, at least
 *     1
 * @param maxModelLen vLLM's {@code --max-model-len}: prompt and answer together, at least 2
 * @param stepMillis fixed cost of a step
 * @param stepPerSeqMillis added per running sequence
 * @param prefillMillisPerToken added per prompt token prefilled in the step
 * @param prefixCaching whether a prompt's leading blocks seen before cost no prefill
 * @param kvBlocks blocks of 16 tokens that the KV cache holds; 0 for no limit
 * @param seed of everything random in it
 * @param faults scripted faults, in the engine's own notation (see docs/engine.md)
 */
public record EngineSpec(
    boolean exact,
    double ttftMillis,
    double itlMillis,
    int maxNumSeqs,
    int maxNumBatchedTokens,
    int maxModelLen,
    double stepMillis,
    double stepPerSeqMillis,
    double prefillMillisPerToken,
    boolean prefixCaching,
    int kvBlocks,
    long seed,
    List<String> faults) {}
