// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import io.gatling.commons.validation.Failure;
import io.gatling.commons.validation.Success;
import io.gatling.commons.validation.Validation;
import io.gatling.core.session.Session;
import io.gatling.javaapi.core.internal.Expressions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import llmbench.backend.Payload;
import llmbench.dataset.Prompt;
import llmbench.recording.NanoClock;
import org.jspecify.annotations.Nullable;
import scala.Function1;
import scala.Option;

/**
 * The requests of a step in a scenario of a user's own: of a prompt in Gatling's expression
 * language, or of the record of a data set that the session holds; alone, or as a turn of a
 * conversation.
 */
final class SaidPrompts implements StreamSource {
  private static final int MAX_TOKENS = 128;

  private final StepOptions options;
  private final NanoClock clock;
  private final Payload payload;
  private final @Nullable Function1<Session, Validation<String>> expression;
  private final @Nullable Talk talk;
  private final AtomicInteger count = new AtomicInteger();

  private SaidPrompts(StepOptions options, String model, NanoClock clock) {
    this.options = options;
    this.clock = clock;
    this.payload = new Payload(model, false, null, options.fields);
    this.expression =
        options.prompt == null ? null : Expressions.toStringExpression(options.prompt);
    this.talk =
        options.conversation == null ? null : Talk.of(options.conversation, options.backend);
  }

  /**
   * Those of a step.
   *
   * @throws IllegalArgumentException if it does not say of which model, or of what prompt
   */
  static SaidPrompts of(StepOptions options, NanoClock clock) {
    String model = options.model;
    if (model == null || (options.prompt == null) != options.fed) {
      throw new IllegalArgumentException(
          "llm(\""
              + options.name
              + "\"): expected model(…) and one of prompt(…) and promptFromFeeder(), found "
              + (model == null ? "no model" : options.fed ? "both prompts" : "no prompt"));
    }
    return new SaidPrompts(options, model, clock);
  }

  @Override
  public Validation<StreamRequest> next(Session session) {
    if (expression == null) {
      return fed(session);
    }
    Validation<String> text = expression.apply(session);
    if (!(text instanceof Success<String> success)) {
      return failed(text);
    }
    int tokens = options.maxTokens == null ? MAX_TOKENS : options.maxTokens;
    Prompt question = new Prompt(success.value(), -1, tokens);
    return said(session, talk == null ? question : talk.prompt(session, question), payload);
  }

  private Validation<StreamRequest> fed(Session session) {
    Option<Object> found = session.attributes().get(FedPrompt.ATTRIBUTE);
    if (found.isEmpty() || !(found.get() instanceof FedPrompt record)) {
      return failure(
          "promptFromFeeder(): expected a record of prompts(…), found none in the session; feed(prompts(…)"
              + ".feeder()) before the step");
    }
    int turn = 0;
    if (record.turns().size() > 1) {
      if (talk == null) {
        return failure(
            "promptFromFeeder(): expected conversation(…) beside it, since the record has several turns");
      }
      turn = talk.turns(session);
      if (turn >= record.turns().size()) {
        return failure(
            "promptFromFeeder(): expected at most "
                + record.turns().size()
                + " turns, as the record has, found one more; repeat(\"#{turns}\")");
      }
    }
    Prompt prompt = record.turns().get(turn);
    Integer tokens = options.maxTokens;
    if (tokens != null) {
      prompt = new Prompt(prompt.text(), prompt.promptLen(), tokens, prompt.parts());
    }
    if (talk != null) {
      if (!Talk.takes(prompt)) {
        return failure(
            "conversation(…): expected a record with a text or messages, found token ids, several texts or a"
                + " body of its own");
      }
      prompt = talk.prompt(session, prompt);
    }
    return said(session, prompt, payloadOf(record));
  }

  /** The record's, with the step's model and fields over it. */
  private Payload payloadOf(FedPrompt record) {
    Payload own = record.payload();
    Map<String, Object> fields = new LinkedHashMap<>(own.extraBody());
    fields.putAll(options.fields);
    return new Payload(
        payload.model(), own.ignoreEos(), own.logprobs(), fields, own.maxTokensField());
  }

  private Validation<StreamRequest> said(Session session, Prompt prompt, Payload of) {
    int index = count.getAndIncrement();
    return new Success<>(
        new StreamRequest(
            index,
            options.name + "-" + session.userId() + "-" + index,
            prompt,
            clock.nanoTime(),
            options.backend.bodyOf(prompt, of, index)));
  }

  private static Validation<StreamRequest> failure(String message) {
    return failed(new Failure(message));
  }

  /** A failed validation as one of another type, as Scala sees it. */
  @SuppressWarnings("unchecked")
  private static <T> Validation<T> failed(Object failed) {
    return (Validation<T>) failed;
  }
}
