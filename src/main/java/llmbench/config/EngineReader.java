// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import java.util.List;
import llmbench.plan.EngineSpec;

/** The embedded engine's settings. */
final class EngineReader {
  private EngineReader() {}

  static EngineSpec read(Values values) {
    return new EngineSpec(
        values.get(EngineKeys.ENGINE_EXACT),
        values.get(EngineKeys.ENGINE_TTFT_MS),
        values.get(EngineKeys.ENGINE_ITL_MS),
        values.get(EngineKeys.ENGINE_MAX_NUM_SEQS),
        values.get(EngineKeys.ENGINE_MAX_NUM_BATCHED_TOKENS),
        values.get(EngineKeys.ENGINE_MAX_MODEL_LEN),
        values.get(EngineKeys.ENGINE_STEP_MS),
        values.get(EngineKeys.ENGINE_STEP_PER_SEQ_MS),
        values.get(EngineKeys.ENGINE_PREFILL_MS_PER_TOKEN),
        values.get(EngineKeys.ENGINE_PREFIX_CACHING),
        values.get(EngineKeys.ENGINE_KV_BLOCKS),
        values.get(EngineKeys.ENGINE_SEED),
        List.copyOf(values.get(EngineKeys.ENGINE_FAULTS)));
  }
}
