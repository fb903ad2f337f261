// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import java.io.PrintStream;
import llmbench.backend.Backend;
import llmbench.backend.Backends;
import llmbench.calibration.ClientWarmup;
import llmbench.plan.Api;
import llmbench.plan.Case;
import llmbench.plan.Plan;
import llmbench.plan.Target;
import org.jspecify.annotations.Nullable;

/** Which warm-up the client gets before the first case. */
final class WarmupChoice {
  private WarmupChoice() {}

  /** The warm-up, with as many streams as the largest case has slots; null if none is asked for. */
  static @Nullable ClientWarmup of(Plan plan, PrintStream out) {
    if (!plan.client().warmup()) {
      return null;
    }
    int streams = plan.cases().stream().mapToInt(Case::slots).max().orElse(1);
    return new ClientWarmup(streams, backend(plan.target(), plan.request().stream()), out::println);
  }

  /**
   * The target's API where its answers are streams of text that the embedded engine speaks; else
   * chat, which warms the same client.
   */
  private static Backend backend(Target target, boolean stream) {
    boolean same =
        target.api().task() == Api.Task.TEXT
            && target.api().streams()
            && stream
            && target.api() != Api.TEMPLATE;
    return Backends.of(same ? target.api() : Api.OPENAI_CHAT, true, null);
  }
}
