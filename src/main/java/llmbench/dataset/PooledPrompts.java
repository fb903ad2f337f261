// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import llmbench.plan.PrefixPool;
import llmbench.random.NumpyGenerator;

/**
 * Gives prompts prefixes of a pool, or gives the pool's prompts again, whenever fewer tokens than
 * wanted have been in earlier prompts so far. What is counted is what prompts have in common,
 * whole; a server that caches blocks of tokens finds less of each, and none of a prompt that is
 * still on its way.
 */
final class PooledPrompts {
  private final PrefixPool pool;
  private final NumpyGenerator random;
  private final IntFunction<long[]> draw;
  private final List<long[]> prefixes = new ArrayList<>();
  private final boolean[] sent;
  private long tokens;
  private long known;

  /**
   * For one case.
   *
   * @param draw gives so many random ids
   */
  PooledPrompts(PrefixPool pool, NumpyGenerator random, IntFunction<long[]> draw) {
    this.pool = pool;
    this.random = random;
    this.draw = draw;
    this.sent = new boolean[pool.prefixes()];
    for (int i = 0; i < pool.prefixes() && !pool.bimodal(); i++) {
      prefixes.add(draw.apply(pool.prefixLen()));
    }
  }

  /**
   * The next prompt.
   *
   * @param own its ids if nothing were shared
   * @param before tokens that all prompts share and that come before these
   */
  long[] next(long[] own, int before) {
    int shared = tokens == 0 ? 0 : before;
    return pool.bimodal() ? whole(own, before, shared) : prefixed(own, before, shared);
  }

  private long[] prefixed(long[] own, int before, int shared) {
    int length = before + pool.prefixLen() + own.length;
    boolean wanted = known + shared < pool.hitShare() * (tokens + length);
    tokens += length;
    known += shared;
    if (!wanted) {
      return joined(draw.apply(pool.prefixLen()), own);
    }
    int chosen = chosen(prefixes.size());
    known += sent[chosen] ? pool.prefixLen() : 0;
    sent[chosen] = true;
    return joined(prefixes.get(chosen), own);
  }

  private long[] whole(long[] own, int before, int shared) {
    boolean wanted = known + shared < pool.hitShare() * (tokens + before + own.length);
    if (!wanted || prefixes.isEmpty()) {
      tokens += before + own.length;
      known += shared;
      if (prefixes.size() < pool.prefixes()) {
        prefixes.add(own);
      }
      return own;
    }
    long[] again = prefixes.get(chosen(prefixes.size()));
    tokens += before + again.length;
    known += before + again.length;
    return again;
  }

  private int chosen(int size) {
    if (!pool.zipf()) {
      return (int) random.integers(0, size, 1)[0];
    }
    double all = 0;
    for (int i = 1; i <= size; i++) {
      all += 1.0 / i;
    }
    double left = random.random() * all;
    for (int i = 0; i < size; i++) {
      left -= 1.0 / (i + 1);
      if (left < 0) {
        return i;
      }
    }
    return size - 1;
  }

  /** What a server that caches everything would find. */
  String summary() {
    double share = tokens == 0 ? 0 : (double) known / tokens;
    return String.format(
        Locale.ROOT,
        "prefix_pool: %.2f %% of all prompt tokens were in earlier prompts (hit_share %.2f %%)%s",
        100 * share,
        100 * pool.hitShare(),
        share < pool.hitShare() - 0.02
            ? "; for more, take a longer prefix_len, fewer prefixes or more prompts"
            : "");
  }

  private static long[] joined(long[] first, long[] second) {
    long[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
