// SPDX-License-Identifier: Apache-2.0
package llmbench.backend;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import llmbench.dataset.Prompt;
import org.jspecify.annotations.Nullable;

/**
 * What the bodies of a case's requests have in common.
 *
 * @param model the name that the server knows the model by
 * @param ignoreEos whether {@code ignore_eos} is sent, as true; vLLM leaves it out otherwise
 * @param logprobs vLLM's {@code --logprobs}, used by completions only; null for none
 * @param extraBody merged over the body's own fields, in order
 * @param maxTokensField what the field of the answer's length is called; null for the API's name
 * @param classes what those of each class of requests have in common instead, by its name
 */
public record Payload(
    String model,
    boolean ignoreEos,
    @Nullable Integer logprobs,
    Map<String, Object> extraBody,
    @Nullable String maxTokensField,
    Map<String, Payload> classes) {

  /** One without classes. */
  public Payload(
      String model,
      boolean ignoreEos,
      @Nullable Integer logprobs,
      Map<String, Object> extraBody,
      @Nullable String maxTokensField) {
    this(model, ignoreEos, logprobs, extraBody, maxTokensField, Map.of());
  }

  /** One with the API's own name for the answer's length. */
  public Payload(
      String model, boolean ignoreEos, @Nullable Integer logprobs, Map<String, Object> extraBody) {
    this(model, ignoreEos, logprobs, extraBody, null);
  }

  /** The same for another model. */
  public Payload withModel(String other) {
    return new Payload(other, ignoreEos, logprobs, extraBody, maxTokensField, classes);
  }

  /** The same with what classes have in common instead. */
  public Payload withClasses(Map<String, Payload> others) {
    return new Payload(model, ignoreEos, logprobs, extraBody, maxTokensField, others);
  }

  /** What a prompt's body is made of: its class's, or this. */
  public Payload of(Prompt prompt) {
    String workload = prompt.parts().terms().workload();
    return workload == null ? this : classes.getOrDefault(workload, this);
  }

  /**
   * The same with a number at the end of a field of the body, where it has that field; so too with
   * each of its classes.
   */
  public Payload withNumber(String field, int number) {
    Map<String, Object> fields = new LinkedHashMap<>(extraBody);
    fields.computeIfPresent(field, (name, value) -> value + "-" + number);
    Map<String, Payload> others = new LinkedHashMap<>();
    classes.forEach((name, payload) -> others.put(name, payload.withNumber(field, number)));
    return new Payload(
        model,
        ignoreEos,
        logprobs,
        Collections.unmodifiableMap(fields),
        maxTokensField,
        Collections.unmodifiableMap(others));
  }

  /** The name of the answer's length, which an API calls so by itself. */
  String maxTokensField(String own) {
    return maxTokensField == null ? own : maxTokensField;
  }
}
