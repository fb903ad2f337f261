// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LiveReaderTest {
  @Test
  void progressIsShownUnlessEitherNameTakesItAway() {
    assertThat(Configs.plan("").output().live().progress()).isTrue();
    assertThat(Configs.plan("quiet: true").output().live().progress()).isFalse();
    assertThat(Configs.plan("disable_tqdm: true").output().live().progress()).isFalse();
  }
}
