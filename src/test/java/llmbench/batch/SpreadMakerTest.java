// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import llmbench.gatling.RequestSpread;
import llmbench.plan.Api;
import llmbench.plan.ModelMix;
import llmbench.plan.ModelMix.Assignment;
import llmbench.plan.Network;
import llmbench.plan.Network.Connections;
import llmbench.plan.Network.UrlStrategy;
import llmbench.plan.Target;
import llmbench.plan.Weighted;
import org.junit.jupiter.api.Test;

class SpreadMakerTest {
  private static final List<Weighted> THREE_TO_ONE =
      List.of(new Weighted("http://a", 3), new Weighted("http://b", 1));

  @Test
  void nothingIsDrawnForOneServerAndModel() {
    assertThat(spread(Network.of("http://a"), ModelMix.NONE, 5)).isEqualTo(RequestSpread.NONE);
  }

  @Test
  void weightsAreKeptAndTheSeedGivesTheSame() {
    Network network =
        new Network(THREE_TO_ONE, UrlStrategy.WEIGHTED, Connections.REUSE, false, null, null);
    ModelMix mix =
        new ModelMix(List.of(new Weighted("x", 1), new Weighted("y", 4)), Assignment.RANDOM);
    RequestSpread spread = spread(network, mix, 4000);
    assertThat(Arrays.stream(spread.urls()).sum()).as("a quarter goes to b").isBetween(900, 1100);
    assertThat(Collections.frequency(spread.models(), "x")).as("a fifth").isBetween(720, 880);
    RequestSpread again = spread(network, mix, 4000);
    assertThat(again.urls()).isEqualTo(spread.urls());
    assertThat(again.models()).isEqualTo(spread.models());
  }

  private static RequestSpread spread(Network network, ModelMix mix, int requests) {
    Target target =
        new Target(
            "http://a",
            Api.OPENAI,
            null,
            null,
            null,
            null,
            Map.of(),
            false,
            null,
            network,
            mix,
            Set.of());
    return SpreadMaker.of(target, 7, requests);
  }
}
