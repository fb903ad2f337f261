// SPDX-License-Identifier: Apache-2.0
package llmbench.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KvCacheTest {
  @Test
  void blocksAreRoundedUp() {
    assertThat(KvCache.blocksFor(0)).isZero();
    assertThat(KvCache.blocksFor(1)).isEqualTo(1);
    assertThat(KvCache.blocksFor(16)).isEqualTo(1);
    assertThat(KvCache.blocksFor(17)).isEqualTo(2);
  }

  @Test
  void onlyWhatIsLeftFits() {
    KvCache cache = new KvCache(4, false);
    cache.take(3);
    assertThat(cache.fits(1)).isTrue();
    assertThat(cache.fits(2)).isFalse();
    assertThat(cache.usage()).isEqualTo(0.75);
    cache.release(2);
    assertThat(cache.used()).isEqualTo(1);
  }

  @Test
  void withoutALimitEverythingFitsAndUsageIsZero() {
    KvCache cache = new KvCache(0, false);
    cache.take(1_000_000);
    assertThat(cache.fits(1_000_000)).isTrue();
    assertThat(cache.usage()).isZero();
  }

  @Test
  void aKeptBlockIsOneBlockForAllWhoHoldIt() {
    KvCache cache = new KvCache(4, true);
    cache.take(1);
    assertThat(cache.keep(7)).isTrue();
    cache.hold(7);
    assertThat(cache.used()).isEqualTo(1);
    cache.release(7L);
    assertThat(cache.used()).isEqualTo(1);
    cache.release(7L);
    assertThat(cache.used()).isZero();
    assertThat(cache.contains(7)).isTrue();
  }

  @Test
  void theSameBlockIsKeptOnce() {
    KvCache cache = new KvCache(4, true);
    cache.take(2);
    assertThat(cache.keep(7)).isTrue();
    assertThat(cache.keep(7)).isFalse();
    assertThat(cache.used()).isEqualTo(2);
  }

  @Test
  void keptBlocksThatNobodyHoldsGoTheLeastRecentlyUsedFirst() {
    KvCache cache = new KvCache(4, true);
    cache.take(3);
    for (long hash = 1; hash <= 3; hash++) {
      cache.keep(hash);
    }
    for (long hash = 1; hash <= 3; hash++) {
      cache.release(hash);
    }
    // 1 is used again and so becomes the most recent of the three.
    cache.hold(1);
    cache.release(1L);
    assertThat(cache.fits(4)).isTrue();
    cache.take(2);
    assertThat(cache.contains(2)).isFalse();
    assertThat(cache.contains(3)).isTrue();
    assertThat(cache.contains(1)).isTrue();
    cache.take(1);
    assertThat(cache.contains(3)).isFalse();
    assertThat(cache.contains(1)).isTrue();
  }
}
