// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import io.gatling.commons.validation.Failure;
import io.gatling.commons.validation.Success;
import io.gatling.commons.validation.Validation;
import io.gatling.core.session.Session;
import io.gatling.javaapi.core.internal.Expressions;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import llmbench.backend.Payload;
import llmbench.dataset.Prompt;
import llmbench.recording.NanoClock;
import scala.Function1;

/** Where a step's requests come from: a case's own source, or a prompt expression. */
@FunctionalInterface
interface StreamSource {
  Validation<StreamRequest> next(Session session);

  /** What a failed validation says. */
  static String failure(Validation<?> failed) {
    return ((Failure) (Object) failed).message();
  }

  /** A failed validation as one of another type, as Scala sees it. */
  @SuppressWarnings("unchecked")
  private static <T> Validation<T> failed(Validation<?> failed) {
    return (Validation<T>) failed;
  }

  /** The source that the options ask for. */
  static StreamSource of(StepOptions options, NanoClock clock) {
    Function<Session, StreamRequest> own = options.source;
    if (own != null) {
      return session -> new Success<>(own.apply(session));
    }
    String model = options.model;
    String prompt = options.prompt;
    if (model == null || prompt == null) {
      throw new IllegalArgumentException(
          "llm(\"" + options.name + "\"): give it both model(…) and prompt(…)");
    }
    Function1<Session, Validation<String>> expression = Expressions.toStringExpression(prompt);
    Payload payload = new Payload(model, false, null, options.fields);
    AtomicInteger count = new AtomicInteger();
    Talk talk =
        options.conversation == null ? null : Talk.of(options.conversation, options.backend);
    return session -> {
      Validation<String> text = expression.apply(session);
      if (!(text instanceof Success<String> success)) {
        return failed(text);
      }
      Prompt made =
          talk == null
              ? new Prompt(success.value(), -1, options.maxTokens)
              : talk.prompt(session, success.value(), options.maxTokens);
      int index = count.getAndIncrement();
      return new Success<>(
          new StreamRequest(
              index,
              options.name + "-" + session.userId() + "-" + index,
              made,
              clock.nanoTime(),
              options.backend.body(made, payload)));
    };
  }
}
