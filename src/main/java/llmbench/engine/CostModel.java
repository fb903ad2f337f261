// SPDX-License-Identifier: Apache-2.0
package llmbench.engine;

import llmbench.plan.EngineSpec;

/**
 * What a step costs. A step of {@code n} sequences that prefills {@code p} tokens takes
 *
 * <pre>stepMillis + stepPerSeqMillis × n + prefillMillisPerToken × p</pre>
 *
 * so that a batch shares the fixed part: throughput rises with concurrency at first nearly in
 * proportion, then towards {@code 1 / stepPerSeqMillis}.
 */
record CostModel(double stepMillis, double stepPerSeqMillis, double prefillMillisPerToken) {
  private static final double NANOS_PER_MILLI = 1e6;

  static CostModel of(EngineSpec spec) {
    return new CostModel(spec.stepMillis(), spec.stepPerSeqMillis(), spec.prefillMillisPerToken());
  }

  long nanos(int sequences, int prefillTokens) {
    double millis =
        stepMillis + stepPerSeqMillis * sequences + prefillMillisPerToken * prefillTokens;
    return Math.round(millis * NANOS_PER_MILLI);
  }
}
