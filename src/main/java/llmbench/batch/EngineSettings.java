// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import java.util.LinkedHashMap;
import java.util.Map;
import llmbench.plan.EngineSpec;

/** The embedded engine's settings as a result tells them, under the keys of {@code config.yaml}. */
final class EngineSettings {
  private EngineSettings() {}

  static Map<String, Object> of(EngineSpec spec) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("engine_exact", spec.exact());
    if (spec.exact()) {
      json.put("engine_ttft_ms", spec.ttftMillis());
      json.put("engine_itl_ms", spec.itlMillis());
    } else {
      json.put("engine_max_num_seqs", spec.maxNumSeqs());
      json.put("engine_max_num_batched_tokens", spec.maxNumBatchedTokens());
      json.put("engine_step_ms", spec.stepMillis());
      json.put("engine_step_per_seq_ms", spec.stepPerSeqMillis());
      json.put("engine_prefill_ms_per_token", spec.prefillMillisPerToken());
      json.put("engine_prefix_caching", spec.prefixCaching());
      json.put("engine_kv_blocks", spec.kvBlocks());
    }
    json.put("engine_max_model_len", spec.maxModelLen());
    json.put("engine_seed", spec.seed());
    json.put("engine_faults", spec.faults());
    return json;
  }
}
