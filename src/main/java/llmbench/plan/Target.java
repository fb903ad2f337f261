// SPDX-License-Identifier: Apache-2.0
package llmbench.plan;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where requests go, and by which protocol.
 *
 * @param baseUrl {@code http(s)://host:port[/prefix]} without a trailing slash, or {@link
 *     #EMBEDDED}
 * @param api the API that is spoken
 * @param template what the API {@code template} is told; null for the others
 * @param endpoint the route, such as {@code /v1/chat/completions}; null for the backend's own
 * @param model vLLM's {@code --model}: the tokenizer's default and {@code model_id} of the result;
 *     null for the first of {@code /v1/models}
 * @param servedModelName the name in the payload; null for the model
 * @param headers sent with every request, in the user's order; values are secrets
 * @param insecure whether TLS certificates go unverified
 * @param caFile PEM file of the authorities to trust; null for the JDK's
 * @param network which servers, over which connections
 * @param models what each request's model is, where they differ
 * @param secretHeaders names of headers whose values may be shown nowhere, beside those whose name
 *     tells (see {@link Secrets})
 */
public record Target(
    String baseUrl,
    Api api,
    @Nullable TemplateSpec template,
    @Nullable String endpoint,
    @Nullable String model,
    @Nullable String servedModelName,
    Map<String, String> headers,
    boolean insecure,
    @Nullable Path caFile,
    Network network,
    ModelMix models,
    Set<String> secretHeaders) {

  /** One server and one model. */
  public Target(
      String baseUrl,
      Api api,
      @Nullable TemplateSpec template,
      @Nullable String endpoint,
      @Nullable String model,
      @Nullable String servedModelName,
      Map<String, String> headers,
      boolean insecure,
      @Nullable Path caFile) {
    this(
        baseUrl,
        api,
        template,
        endpoint,
        model,
        servedModelName,
        headers,
        insecure,
        caFile,
        Network.of(baseUrl),
        ModelMix.NONE,
        Set.of());
  }

  /** The base URL that asks for the embedded engine. */
  public static final String EMBEDDED = "embedded";

  /** The API's name. */
  public String backend() {
    return api.key();
  }

  /** Whether the run measures the embedded simulator and not a server. */
  public boolean embedded() {
    return baseUrl.equals(EMBEDDED);
  }

  /** Does not show the headers' values. */
  @Override
  public String toString() {
    return backend() + " at " + baseUrl;
  }
}
