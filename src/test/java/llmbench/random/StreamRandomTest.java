// SPDX-License-Identifier: Apache-2.0
package llmbench.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StreamRandomTest {

  @Test
  void aStreamIsTheJdks() {
    StreamRandom random = new StreamRandom(42);
    for (long stream : new long[] {0, 1, 2, 1_000_000, -1}) {
      SplittableRandom jdk = new SplittableRandom(random.start(stream));
      for (int index = 0; index < 100; index++) {
        assertThat(random.at(stream, index)).isEqualTo((jdk.nextLong() >>> 11) * 0x1.0p-53);
      }
    }
  }

  /** Neighbouring seeds, streams and places have nothing to do with each other. */
  @Test
  void neighboursAreUnrelated() {
    double product = 0;
    double sum = 0;
    int count = 100_000;
    for (int i = 0; i < count; i++) {
      double here = new StreamRandom(i / 1000).at(i % 1000, 0);
      product += (here - 0.5) * (new StreamRandom(i / 1000).at(i % 1000 + 1, 0) - 0.5);
      product += (here - 0.5) * (new StreamRandom(i / 1000 + 1).at(i % 1000, 0) - 0.5);
      product += (here - 0.5) * (new StreamRandom(i / 1000).at(i % 1000, 1) - 0.5);
      sum += here;
    }
    assertThat(sum / count).isCloseTo(0.5, within(0.004));
    assertThat(product / count).isCloseTo(0, within(0.002));
  }
}
