// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import llmbench.engine.EmbeddedEngine;
import llmbench.engine.EngineAccess;
import llmbench.engine.EngineTokenizer;
import llmbench.plan.EngineSpec;
import llmbench.tokenizer.Tokenizers;

/** Engines for end-to-end tests: exact mode, with the shipped tokenizer. */
final class Engines {
  static final String MODEL = "llmbench/embedded";
  static final String TOKENIZER = "src/test/resources/tokenizers/llmbench-small";

  private Engines() {}

  static EmbeddedEngine exact(double ttftMillis, double itlMillis, String... faults)
      throws IOException {
    return exact(ttftMillis, itlMillis, EngineAccess.OPEN, faults);
  }

  static EmbeddedEngine exact(
      double ttftMillis, double itlMillis, EngineAccess access, String... faults)
      throws IOException {
    return exact(ttftMillis, itlMillis, access, shipped(), faults);
  }

  /** The tokenizer that clients have in these tests too. */
  static EngineTokenizer shipped() {
    return EngineTokenizer.of(
        Tokenizers.open(Path.of(TOKENIZER).toString(), Map.of(), warning -> {}));
  }

  static EmbeddedEngine exact(
      double ttftMillis,
      double itlMillis,
      EngineAccess access,
      EngineTokenizer tokenizer,
      String... faults)
      throws IOException {
    EngineSpec spec =
        new EngineSpec(
            true, ttftMillis, itlMillis, 64, 8192, 8192, 10, 0, 0, false, 0, 0, List.of(faults));
    return EmbeddedEngine.start(spec, MODEL, tokenizer, 0, access);
  }
}
