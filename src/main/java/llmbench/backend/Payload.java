// SPDX-License-Identifier: Apache-2.0
package llmbench.backend;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the bodies of a case's requests have in common.
 *
 * @param model the name that the server knows the model by
 * @param ignoreEos whether {@code ignore_eos} is sent, as true; vLLM leaves it out otherwise
 * @param logprobs vLLM's {@code --logprobs}, used by completions only; null for none
 * @param extraBody merged over the body's own fields, in order
 */
public record Payload(
    String model, boolean ignoreEos, @Nullable Integer logprobs, Map<String, Object> extraBody) {}
