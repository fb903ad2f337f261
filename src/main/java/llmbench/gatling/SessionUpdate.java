// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import io.gatling.core.session.Session;
import java.util.List;
import llmbench.recording.Outcome;
import org.jspecify.annotations.Nullable;
import scala.collection.immutable.Map;

/**
 * What a request's end does to its virtual user's session.
 *
 * @param failure why the request is a KO; null if it is none
 */
record SessionUpdate(StreamResult result, List<StepCheck> checks, @Nullable String failure) {

  static SessionUpdate of(StreamResult result, List<StepCheck> checks) {
    String failure =
        result.outcome().completed() || result.outcome() == Outcome.CANCELLED
            ? null
            : result.outcome().key() + ": " + result.error();
    if (result.outcome() == Outcome.CANCELLED) {
      return new SessionUpdate(result, checks, null);
    }
    for (StepCheck check : checks) {
      if (failure == null) {
        failure = check.failure(result);
      }
    }
    return new SessionUpdate(result, checks, failure);
  }

  Session applyTo(Session session) {
    Map<String, Object> attributes = session.attributes().removed(StepAttributes.REQUEST);
    attributes = put(attributes, StepAttributes.OUTCOME, result.outcome().key());
    attributes = put(attributes, StepAttributes.STATUS, result.status());
    attributes = put(attributes, StepAttributes.ERROR, result.error());
    attributes = put(attributes, StepAttributes.TTFT, number(result.ttftMillis()));
    attributes = put(attributes, StepAttributes.TPOT, number(result.tpotMillis()));
    attributes = put(attributes, StepAttributes.E2EL, number(result.e2elMillis()));
    boolean output = !Double.isNaN(result.ttftMillis());
    attributes = put(attributes, StepAttributes.ITL, output ? result.itlMillis() : null);
    attributes = put(attributes, StepAttributes.OUTPUT_TOKENS, result.outputTokens());
    int prompt = result.promptTokens();
    attributes = put(attributes, StepAttributes.PROMPT_TOKENS, prompt < 0 ? null : prompt);
    for (StepCheck check : checks) {
      String attribute = check.attribute();
      if (attribute != null) {
        attributes = put(attributes, attribute, check.value(result));
      }
    }
    Session updated =
        session.copy(
            session.scenario(),
            session.userId(),
            attributes,
            session.baseStatus(),
            session.blockStack(),
            session.onExit(),
            session.eventLoop());
    return failure == null ? updated : updated.markAsFailed();
  }

  private static @Nullable Double number(double value) {
    return Double.isNaN(value) ? null : value;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> put(
      Map<String, Object> attributes, String key, @Nullable Object value) {
    return value == null ? attributes.removed(key) : attributes.updated(key, value);
  }
}
