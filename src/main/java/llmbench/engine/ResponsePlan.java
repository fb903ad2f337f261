// SPDX-License-Identifier: Apache-2.0
package llmbench.engine;

import java.util.List;
import java.util.function.IntSupplier;
import llmbench.engine.Fault.Interruption;
import llmbench.engine.Fault.Oddity;
import org.jspecify.annotations.Nullable;

/**
 * An answer and how it is to be sent, faults included.
 *
 * @param interruption the first that the script has for it; null for none
 * @param cachedTokens prompt tokens found in the prefix cache, known once the answer has begun; -1
 *     if not to be told
 */
record ResponsePlan(
    Answer answer,
    StreamStyle style,
    SseFraming framing,
    @Nullable Interruption interruption,
    IntSupplier cachedTokens) {

  static ResponsePlan of(Answer answer, List<Fault> faults, IntSupplier cachedTokens) {
    Answer changed = answer;
    StreamStyle style = StreamStyle.VLLM;
    SseFraming framing = SseFraming.VLLM;
    Interruption interruption = null;
    for (Fault fault : faults) {
      if (fault instanceof Oddity oddity) {
        changed = oddity.answer().apply(changed);
        style = oddity.style().apply(style);
        framing = oddity.framing().apply(framing);
      } else if (fault instanceof Interruption first && interruption == null) {
        interruption = first;
      }
    }
    return new ResponsePlan(changed, style, framing, interruption, cachedTokens);
  }
}
