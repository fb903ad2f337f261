// SPDX-License-Identifier: Apache-2.0
package llmbench.plan;

import java.util.List;

/**
 * The models or adapters that requests are spread over, where the payload's model is not the same
 * for all: vLLM's {@code --lora-modules}, or several models of a server.
 *
 * @param models their names in the payload; empty where there is just the one model
 * @param assignment how each request gets its own
 */
public record ModelMix(List<Weighted> models, Assignment assignment) {
  /** One model for all. */
  public static final ModelMix NONE = new ModelMix(List.of(), Assignment.RANDOM);

  /** How a request gets its model. */
  public enum Assignment {
    /** Drawn by weights from Python's generator at the case's seed, as vLLM. */
    RANDOM,
    /** In turn, as vLLM; weights count for nothing. */
    ROUND_ROBIN
  }
}
