// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import java.util.List;
import llmbench.plan.EngineSpec;

/** The embedded engine's settings. */
final class EngineReader {
  private EngineReader() {}

  static EngineSpec read(Values values) {
    return new EngineSpec(
        values.get(Keys.ENGINE_EXACT),
        values.get(Keys.ENGINE_TTFT_MS),
        values.get(Keys.ENGINE_ITL_MS),
        values.get(Keys.ENGINE_MAX_NUM_SEQS),
        values.get(Keys.ENGINE_MAX_NUM_BATCHED_TOKENS),
        values.get(Keys.ENGINE_MAX_MODEL_LEN),
        values.get(Keys.ENGINE_STEP_MS),
        values.get(Keys.ENGINE_STEP_PER_SEQ_MS),
        values.get(Keys.ENGINE_PREFILL_MS_PER_TOKEN),
        values.get(Keys.ENGINE_PREFIX_CACHING),
        values.get(Keys.ENGINE_KV_BLOCKS),
        values.get(Keys.ENGINE_SEED),
        List.copyOf(values.get(Keys.ENGINE_FAULTS)));
  }
}
