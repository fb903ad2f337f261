// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import llmbench.backend.Backends;
import org.junit.jupiter.api.Test;

class TalkTest {
  @Test
  void anApiWithoutChatsIsRefusedByName() {
    assertThatThrownBy(() -> Talk.of("chat", Backends.named("openai")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("conversation(\"chat\")")
        .hasMessageContaining("openai-chat; found openai");
  }
}
