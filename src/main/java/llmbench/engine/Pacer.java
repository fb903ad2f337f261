// SPDX-License-Identifier: Apache-2.0
package llmbench.engine;

/** Decides when each token of an answer exists. */
interface Pacer extends AutoCloseable {
  /** Takes an answer on; from any thread. */
  void submit(Generation generation);

  /** Its client is gone; from any thread. */
  void abort(Generation generation);

  /** What it is busy with now. */
  EngineLoad load();

  /** Forgets cached prefixes, as vLLM's route; false while any block is in use. May wait a step. */
  default boolean resetPrefixCache() {
    return true;
  }

  /** Ends its thread. Answers under way get no more tokens. */
  @Override
  void close();
}
