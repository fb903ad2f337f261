// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.stream.IntStream;
import llmbench.backend.Backends;
import llmbench.dataset.Prompt;
import llmbench.recording.Outcome;
import org.junit.jupiter.api.Test;

class BodyArraysTest {
  private final BodyArrays arrays = new BodyArrays();

  @Test
  void anArrayHoldsWhatIsAskedAndIsUsedAgainForItsSize() {
    byte[] first = arrays.take(5_000);
    assertThat(first).hasSize(8_192);
    arrays.give(first);
    assertThat(arrays.take(8_193)).hasSize(16_384);
    assertThat(arrays.take(4_097)).isSameAs(first);
    assertThat(arrays.take(4_097)).isNotSameAs(first);
    assertThat(arrays.take(1)).hasSize(4_096);
  }

  @Test
  void largeAndForeignArraysAreNotKept() {
    byte[] large = arrays.take((1 << 20) + 1);
    assertThat(large).hasSize((1 << 20) + 1);
    arrays.give(large);
    arrays.give(new byte[5_000]);
    arrays.give(new byte[0]);
    assertThat(arrays.idle()).isZero();
  }

  @Test
  void idleArraysAreBounded() {
    arrays.prepare(200, 1 << 20);
    assertThat(arrays.idle()).isEqualTo(BodyArrays.MOST_IDLE);
    arrays.give(new byte[1 << 20]);
    assertThat(arrays.idle()).isEqualTo(BodyArrays.MOST_IDLE);
    arrays.take(1 << 20);
    assertThat(arrays.idle()).isEqualTo(BodyArrays.MOST_IDLE - (1 << 20));
  }

  @Test
  void preparingCountsThoseThatAreThere() {
    arrays.prepare(3, 4_096);
    arrays.prepare(2, 4_096);
    assertThat(arrays.idle()).isEqualTo(3 * 4_096);
  }

  @Test
  void aRecordedAnswersArrayIsGivenBack() {
    StreamCapture capture = new StreamCapture(Backends.named("openai-chat"), 0, 2_000);
    byte[] body = capture.body();
    StreamRequest request = new StreamRequest(0, "id", new Prompt("p", 1, 2), 0, new byte[0]);
    new RecordFinisher(Backends.named("openai-chat"), 0, null, false)
        .done(
            new StreamEnd(request, 0, true, 0, 0, 1, 2, capture, Outcome.COMPLETED, 200, null, -1));
    assertThat(capture.length()).isZero();
    assertThat(BodyArrays.shared().take(body.length)).isSameAs(body);
  }

  @Test
  void noArrayIsHandedOutTwiceAtOnce() {
    arrays.prepare(64, 4_096);
    Set<byte[]> out =
        Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));
    boolean once =
        IntStream.range(0, 100_000)
            .parallel()
            .allMatch(
                i -> {
                  byte[] mine = arrays.take(4_096);
                  boolean alone = out.add(mine);
                  out.remove(mine);
                  arrays.give(mine);
                  return alone;
                });
    assertThat(once).isTrue();
  }
}
