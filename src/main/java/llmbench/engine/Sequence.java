// SPDX-License-Identifier: Apache-2.0
package llmbench.engine;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A request as the scheduler sees it: tokens, how far they are computed, and the blocks it holds.
 * Only the scheduler's thread touches it.
 *
 * @param <T> whose it is
 */
final class Sequence<T> {
  private final T owner;
  private final int[] prompt;
  private final int[] output;
  private final Deque<Long> kept = new ArrayDeque<>();
  private int computed;
  private int produced;
  private int scheduled;
  private int blocks;
  private int hashedBlocks;
  private long lastHash;
  private int cachedTokens = -1;
  private boolean finished;

  Sequence(T owner, int[] prompt, int[] output) {
    this.owner = owner;
    this.prompt = prompt;
    this.output = output;
  }

  T owner() {
    return owner;
  }

  /** Output tokens that exist. */
  int produced() {
    return produced;
  }

  int promptLength() {
    return prompt.length;
  }

  /** Prompt tokens found in the prefix cache when it was first scheduled; -1 before. */
  int cachedTokens() {
    return cachedTokens;
  }

  boolean finished() {
    return finished;
  }

  void finish() {
    finished = true;
  }

  /** Tokens of this step, so far only planned. */
  int scheduled() {
    return scheduled;
  }

  /** Whether it has more to compute than the one token of a decode. */
  boolean prefilling() {
    return total() - computed > 1 || produced == 0;
  }

  int remaining() {
    return total() - computed;
  }

  private int total() {
    return prompt.length + produced;
  }

  /** Takes what the prefix cache has; at least one token is left to compute, as in vLLM. */
  void holdCachedPrefix(KvCache cache) {
    int most = (total() - 1) / KvCache.BLOCK_TOKENS;
    while (cache.prefixCaching() && hashedBlocks < most) {
      long hash = hashOfBlock(hashedBlocks, lastHash);
      if (!cache.contains(hash)) {
        break;
      }
      cache.hold(hash);
      kept.add(hash);
      lastHash = hash;
      hashedBlocks++;
      blocks++;
    }
    computed = hashedBlocks * KvCache.BLOCK_TOKENS;
  }

  /** Notes what the cache spared it; the first time only. */
  void noteCachedTokens() {
    if (cachedTokens < 0) {
      cachedTokens = computed;
    }
  }

  /** Fresh blocks needed to compute so many more tokens. */
  int blocksToCompute(int tokens) {
    return Math.max(0, KvCache.blocksFor(computed + tokens) - blocks);
  }

  void plan(KvCache cache, int tokens) {
    int fresh = blocksToCompute(tokens);
    cache.take(fresh);
    blocks += fresh;
    scheduled = tokens;
  }

  /** The step is over: its tokens are computed. True if an output token came of it. */
  boolean advance(KvCache cache) {
    computed += scheduled;
    scheduled = 0;
    boolean token = computed == total();
    while (cache.prefixCaching() && (hashedBlocks + 1) * KvCache.BLOCK_TOKENS <= computed) {
      long hash = hashOfBlock(hashedBlocks, lastHash);
      if (cache.keep(hash)) {
        kept.add(hash);
      }
      lastHash = hash;
      hashedBlocks++;
    }
    if (token) {
      produced++;
      finished = produced == output.length;
    }
    return token;
  }

  /** Gives all blocks back; after a preemption it is computed again from its first token. */
  void release(KvCache cache) {
    cache.release(blocks - kept.size());
    // Last block first, so that the front of a prefix lives longest.
    while (!kept.isEmpty()) {
      cache.release((long) kept.removeLast());
    }
    blocks = 0;
    computed = 0;
    scheduled = 0;
    hashedBlocks = 0;
    lastHash = 0;
  }

  private long hashOfBlock(int block, long previous) {
    long hash = previous * 0x9E3779B97F4A7C15L + 0x632BE59BD9B4E019L;
    int start = block * KvCache.BLOCK_TOKENS;
    for (int i = start; i < start + KvCache.BLOCK_TOKENS; i++) {
      int token = i < prompt.length ? prompt[i] : output[i - prompt.length];
      hash = (hash ^ token) * 0xD6E8FEB86659FD93L;
      hash ^= hash >>> 32;
    }
    return hash;
  }
}
