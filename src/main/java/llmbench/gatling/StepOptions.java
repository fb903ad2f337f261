// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import io.gatling.core.session.Session;
import io.gatling.http.util.SslContexts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import llmbench.backend.Backend;
import llmbench.backend.Backends;
import org.jspecify.annotations.Nullable;

/** All that {@link LlmStep} collects; each {@code with…} gives a changed copy. */
record StepOptions(
    String name,
    Backend backend,
    @Nullable String endpoint,
    @Nullable String model,
    @Nullable String prompt,
    int maxTokens,
    Map<String, Object> fields,
    Map<String, String> headers,
    Timeouts timeouts,
    List<LlmCheck> checks,
    boolean silent,
    @Nullable Function<Session, StreamRequest> source,
    @Nullable Consumer<StreamEnd> onEnd,
    int maxRetries,
    @Nullable SslContexts tls) {

  private static final int DEFAULT_MAX_TOKENS = 128;

  static StepOptions named(String name) {
    return new StepOptions(
        name,
        Backends.named(Backends.names().get(0)),
        null,
        null,
        null,
        DEFAULT_MAX_TOKENS,
        Map.of(),
        Map.of(),
        Timeouts.DEFAULT,
        List.of(),
        false,
        null,
        null,
        0,
        null);
  }

  StepOptions withBackend(Backend value) {
    return new StepOptions(
        name,
        value,
        endpoint,
        model,
        prompt,
        maxTokens,
        fields,
        headers,
        timeouts,
        checks,
        silent,
        source,
        onEnd,
        maxRetries,
        tls);
  }

  StepOptions withEndpoint(String value) {
    return new StepOptions(
        name,
        backend,
        value,
        model,
        prompt,
        maxTokens,
        fields,
        headers,
        timeouts,
        checks,
        silent,
        source,
        onEnd,
        maxRetries,
        tls);
  }

  StepOptions withModel(String value) {
    return new StepOptions(
        name,
        backend,
        endpoint,
        value,
        prompt,
        maxTokens,
        fields,
        headers,
        timeouts,
        checks,
        silent,
        source,
        onEnd,
        maxRetries,
        tls);
  }

  StepOptions withPrompt(String value) {
    return new StepOptions(
        name,
        backend,
        endpoint,
        model,
        value,
        maxTokens,
        fields,
        headers,
        timeouts,
        checks,
        silent,
        source,
        onEnd,
        maxRetries,
        tls);
  }

  StepOptions withMaxTokens(int value) {
    return new StepOptions(
        name,
        backend,
        endpoint,
        model,
        prompt,
        value,
        fields,
        headers,
        timeouts,
        checks,
        silent,
        source,
        onEnd,
        maxRetries,
        tls);
  }

  StepOptions withField(String key, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(fields);
    more.put(key, value);
    return new StepOptions(
        name,
        backend,
        endpoint,
        model,
        prompt,
        maxTokens,
        more,
        headers,
        timeouts,
        checks,
        silent,
        source,
        onEnd,
        maxRetries,
        tls);
  }

  StepOptions withHeader(String key, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(key, value);
    return new StepOptions(
        name,
        backend,
        endpoint,
        model,
        prompt,
        maxTokens,
        fields,
        more,
        timeouts,
        checks,
        silent,
        source,
        onEnd,
        maxRetries,
        tls);
  }

  StepOptions withTimeouts(Timeouts value) {
    return new StepOptions(
        name,
        backend,
        endpoint,
        model,
        prompt,
        maxTokens,
        fields,
        headers,
        value,
        checks,
        silent,
        source,
        onEnd,
        maxRetries,
        tls);
  }

  StepOptions withChecks(List<LlmCheck> value) {
    List<LlmCheck> more = new ArrayList<>(checks);
    more.addAll(value);
    return new StepOptions(
        name,
        backend,
        endpoint,
        model,
        prompt,
        maxTokens,
        fields,
        headers,
        timeouts,
        more,
        silent,
        source,
        onEnd,
        maxRetries,
        tls);
  }

  StepOptions withSilent() {
    return new StepOptions(
        name,
        backend,
        endpoint,
        model,
        prompt,
        maxTokens,
        fields,
        headers,
        timeouts,
        checks,
        true,
        source,
        onEnd,
        maxRetries,
        tls);
  }

  StepOptions withSource(Function<Session, StreamRequest> value) {
    return new StepOptions(
        name,
        backend,
        endpoint,
        model,
        prompt,
        maxTokens,
        fields,
        headers,
        timeouts,
        checks,
        silent,
        value,
        onEnd,
        maxRetries,
        tls);
  }

  StepOptions withOnEnd(Consumer<StreamEnd> value) {
    return new StepOptions(
        name,
        backend,
        endpoint,
        model,
        prompt,
        maxTokens,
        fields,
        headers,
        timeouts,
        checks,
        silent,
        source,
        value,
        maxRetries,
        tls);
  }

  StepOptions withMaxRetries(int value) {
    return new StepOptions(
        name, backend, endpoint, model, prompt, maxTokens, fields, headers, timeouts, checks,
        silent, source, onEnd, value, tls);
  }

  StepOptions withTls(SslContexts value) {
    return new StepOptions(
        name,
        backend,
        endpoint,
        model,
        prompt,
        maxTokens,
        fields,
        headers,
        timeouts,
        checks,
        silent,
        source,
        onEnd,
        maxRetries,
        value);
  }
}
