// SPDX-License-Identifier: Apache-2.0
package llmbench.engine;

import java.util.ArrayList;
import java.util.List;
import llmbench.plan.EngineSpec;

/** The ranges of the engine's settings. */
final class EngineLimits {
  private EngineLimits() {}

  /**
   * Checks all of them.
   *
   * @throws IllegalArgumentException naming every one that is out of range
   */
  static void check(EngineSpec spec) {
    List<String> wrong = new ArrayList<>();
    atLeast(wrong, "max_num_seqs", spec.maxNumSeqs(), 1);
    atLeast(wrong, "max_num_batched_tokens", spec.maxNumBatchedTokens(), 1);
    atLeast(wrong, "max_model_len", spec.maxModelLen(), 2);
    atLeast(wrong, "kv_blocks", spec.kvBlocks(), 0);
    notNegative(wrong, "ttft_ms", spec.ttftMillis());
    notNegative(wrong, "itl_ms", spec.itlMillis());
    notNegative(wrong, "step_ms", spec.stepMillis());
    notNegative(wrong, "step_per_seq_ms", spec.stepPerSeqMillis());
    notNegative(wrong, "prefill_ms_per_token", spec.prefillMillisPerToken());
    int needed = KvCache.blocksFor(spec.maxModelLen());
    if (spec.kvBlocks() > 0 && spec.kvBlocks() < needed) {
      wrong.add(
          "kv_blocks: "
              + spec.kvBlocks()
              + " blocks cannot hold one request of max_model_len "
              + spec.maxModelLen()
              + " tokens; give at least "
              + needed
              + ", or 0 for no limit");
    }
    if (!wrong.isEmpty()) {
      throw new IllegalArgumentException("embedded engine: " + String.join("; ", wrong));
    }
  }

  private static void atLeast(List<String> wrong, String name, int value, int least) {
    if (value < least) {
      wrong.add(name + ": expected at least " + least + ", found " + value);
    }
  }

  private static void notNegative(List<String> wrong, String name, double value) {
    if (!(value >= 0) || Double.isInfinite(value)) {
      wrong.add(name + ": expected 0 or more milliseconds, found " + value);
    }
  }
}
