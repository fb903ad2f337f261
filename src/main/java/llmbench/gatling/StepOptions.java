// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import io.gatling.core.session.Session;
import io.gatling.http.util.SslContexts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import llmbench.backend.Backend;
import llmbench.backend.Backends;
import org.jspecify.annotations.Nullable;

/** All that {@link StreamStep} collects. Changed only by {@link #with}, which changes a copy. */
final class StepOptions {
  final String name;
  Backend backend = Backends.named(Backends.names().get(0));
  @Nullable String endpoint;
  @Nullable String model;
  @Nullable String prompt;
  @Nullable Integer maxTokens;
  boolean fed;
  final Map<String, Object> fields = new LinkedHashMap<>();
  final Map<String, String> headers = new LinkedHashMap<>();
  TryLimits limits = TryLimits.DEFAULT;
  final List<StepCheck> checks = new ArrayList<>();
  boolean silent;
  @Nullable Function<Session, StreamRequest> source;
  @Nullable Consumer<StreamEnd> onEnd;
  Set<String> secretHeaders = Set.of();
  @Nullable String conversation;
  @Nullable String saveText;
  int maxRetries;
  @Nullable SslContexts tls;
  boolean urlOfRequest;
  boolean sharedConnections;
  @Nullable RunStop stop;
  @Nullable String sessionHeader;
  @Nullable ToDoubleFunction<StreamEnd> backoff;

  StepOptions(String name) {
    this.name = name;
  }

  /** A copy with that change. */
  StepOptions with(Consumer<StepOptions> change) {
    StepOptions copy = new StepOptions(name);
    copy.backend = backend;
    copy.endpoint = endpoint;
    copy.model = model;
    copy.prompt = prompt;
    copy.maxTokens = maxTokens;
    copy.fed = fed;
    copy.fields.putAll(fields);
    copy.headers.putAll(headers);
    copy.limits = limits;
    copy.checks.addAll(checks);
    copy.silent = silent;
    copy.source = source;
    copy.onEnd = onEnd;
    copy.secretHeaders = secretHeaders;
    copy.conversation = conversation;
    copy.saveText = saveText;
    copy.maxRetries = maxRetries;
    copy.tls = tls;
    copy.urlOfRequest = urlOfRequest;
    copy.sharedConnections = sharedConnections;
    copy.stop = stop;
    copy.sessionHeader = sessionHeader;
    copy.backoff = backoff;
    change.accept(copy);
    return copy;
  }
}
