// SPDX-License-Identifier: Apache-2.0
package llmbench.engine;

import java.util.List;
import llmbench.plan.EngineSpec;

/** Settings for tests. */
final class EngineSpecs {
  static final int MAX_MODEL_LEN = 4096;

  private EngineSpecs() {}

  /** Batching, with steps that cost next to nothing. */
  static EngineSpec fast(String... faults) {
    return batching(64, 0.2, false, faults);
  }

  static EngineSpec batching(
      int maxNumSeqs, double stepMillis, boolean prefixCaching, String... faults) {
    return new EngineSpec(
        false,
        0,
        0,
        maxNumSeqs,
        8192,
        MAX_MODEL_LEN,
        stepMillis,
        0,
        0,
        prefixCaching,
        0,
        0,
        List.of(faults));
  }

  static EngineSpec exact(double ttftMillis, double itlMillis, String... faults) {
    return new EngineSpec(
        true, ttftMillis, itlMillis, 1, 1, MAX_MODEL_LEN, 0, 0, 0, false, 0, 0, List.of(faults));
  }
}
