// SPDX-License-Identifier: Apache-2.0
package llmbench.backend;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the bodies of a case's requests have in common.
 *
 * @param model the name that the server knows the model by
 * @param ignoreEos whether {@code ignore_eos} is sent, as true; vLLM leaves it out otherwise
 * @param logprobs vLLM's {@code --logprobs}, used by completions only; null for none
 * @param extraBody merged over the body's own fields, in order
 * @param maxTokensField what the field of the answer's length is called; null for the API's name
 */
public record Payload(
    String model,
    boolean ignoreEos,
    @Nullable Integer logprobs,
    Map<String, Object> extraBody,
    @Nullable String maxTokensField) {

  /** One with the API's own name for the answer's length. */
  public Payload(
      String model, boolean ignoreEos, @Nullable Integer logprobs, Map<String, Object> extraBody) {
    this(model, ignoreEos, logprobs, extraBody, null);
  }

  /** The same for another model. */
  public Payload withModel(String other) {
    return new Payload(other, ignoreEos, logprobs, extraBody, maxTokensField);
  }

  /** The same with a field of the body, in place of one that there was. */
  public Payload withField(String name, Object value) {
    Map<String, Object> fields = new LinkedHashMap<>(extraBody);
    fields.put(name, value);
    return new Payload(
        model, ignoreEos, logprobs, Collections.unmodifiableMap(fields), maxTokensField);
  }

  /** The name of the answer's length, which an API calls so by itself. */
  String maxTokensField(String own) {
    return maxTokensField == null ? own : maxTokensField;
  }
}
