// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import io.gatling.commons.validation.Failure;
import io.gatling.commons.validation.Success;
import io.gatling.commons.validation.Validation;
import io.gatling.core.session.Session;
import java.util.function.Function;
import llmbench.recording.NanoClock;

/** Where a step's requests come from: a case's own source, or what a scenario says. */
@FunctionalInterface
interface StreamSource {
  Validation<StreamRequest> next(Session session);

  /** What a failed validation says. */
  static String failure(Validation<?> failed) {
    return ((Failure) (Object) failed).message();
  }

  /** The source that the options ask for. */
  static StreamSource of(StepOptions options, NanoClock clock) {
    Function<Session, StreamRequest> own = options.source;
    return own == null
        ? SaidPrompts.of(options, clock)
        : session -> new Success<>(own.apply(session));
  }
}
