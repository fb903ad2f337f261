// SPDX-License-Identifier: Apache-2.0
package llmbench.engine;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;

/**
 * Counts KV blocks, and knows which full blocks are kept for their prefix. Blocks in use are never
 * given away; kept blocks that nobody uses are, the least recently used first. After vLLM's {@code
 * vllm/v1/core/block_pool.py}; one simplification: two sequences that compute the same block at the
 * same time each keep their own.
 */
final class KvCache {
  static final int BLOCK_TOKENS = 16;

  /** Kept blocks without a limit of their own: a million tokens. */
  private static final int IDLE_WITHOUT_LIMIT = 65_536;

  private final int limit;
  private final boolean prefixCaching;
  private final Map<Long, Integer> shared = new HashMap<>();
  private final LinkedHashSet<Long> idle = new LinkedHashSet<>();
  private int unshared;

  /**
   * @param limit blocks in all; 0 for no limit
   */
  KvCache(int limit, boolean prefixCaching) {
    this.limit = limit;
    this.prefixCaching = prefixCaching;
  }

  static int blocksFor(int tokens) {
    return (tokens + BLOCK_TOKENS - 1) / BLOCK_TOKENS;
  }

  boolean prefixCaching() {
    return prefixCaching;
  }

  /** Blocks that sequences hold. */
  int used() {
    return unshared + shared.size();
  }

  /** {@link #used} over the limit, 0 to 1; 0 without a limit. */
  double usage() {
    return limit == 0 ? 0 : (double) used() / limit;
  }

  /** Forgets kept blocks; false, and nothing is done, while any block is in use. */
  boolean reset() {
    if (used() > 0) {
      return false;
    }
    idle.clear();
    return true;
  }

  boolean contains(long hash) {
    return shared.containsKey(hash) || idle.contains(hash);
  }

  boolean fits(int blocks) {
    return limit == 0 || used() + blocks <= limit;
  }

  /** Takes fresh blocks; the caller has asked {@link #fits}. */
  void take(int blocks) {
    unshared += blocks;
    int room = limit == 0 ? IDLE_WITHOUT_LIMIT : limit - used();
    Iterator<Long> oldest = idle.iterator();
    while (idle.size() > room) {
      oldest.next();
      oldest.remove();
    }
  }

  /** Holds a kept block. */
  void hold(long hash) {
    idle.remove(hash);
    shared.merge(hash, 1, Integer::sum);
  }

  /** Keeps a full block that the caller took; false if the same one is kept already. */
  boolean keep(long hash) {
    if (contains(hash)) {
      return false;
    }
    unshared--;
    shared.put(hash, 1);
    return true;
  }

  /** Gives back blocks that were taken and not kept. */
  void release(int blocks) {
    unshared -= blocks;
  }

  /** Gives back a block that was held or kept. */
  void release(long hash) {
    int holders = shared.merge(hash, -1, Integer::sum);
    if (holders == 0) {
      shared.remove(hash);
      idle.add(hash);
    }
  }
}
