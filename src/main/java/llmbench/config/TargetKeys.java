// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import llmbench.plan.Api;
import llmbench.plan.Weighted;

/** The keys of whom requests go to and how; as in {@link Keys}. */
final class TargetKeys {
  private static final List<Key<?>> ALL = new ArrayList<>();

  // Server and API
  static final Key<String> BACKEND =
      required("backend", ScalarTypes.choice(Api.keys(), List.of()), "openai-chat");
  static final Key<List<Weighted>> BASE_URL = optional("base_url", new WeightedType(false));
  static final Key<String> URL_STRATEGY =
      required(
          "url_strategy",
          ScalarTypes.choice(List.of("round_robin", "least_in_flight", "weighted"), List.of()),
          "round_robin");
  static final Key<String> CONNECTION_POLICY =
      required(
          "connection_policy",
          ScalarTypes.choice(List.of("reuse", "fresh", "sticky"), List.of()),
          "reuse");
  static final Key<Boolean> HTTP2 = required("http2", ScalarTypes.flag(), "false");
  static final Key<Path> CLIENT_CERT = optional("client_cert", ScalarTypes.path());
  static final Key<Path> CLIENT_KEY = optional("client_key", ScalarTypes.path());
  static final Key<String> HOST =
      required("host", ScalarTypes.text("a host name or address", Route::isHost), "127.0.0.1");
  static final Key<Integer> PORT =
      required("port", ScalarTypes.integer(1, 65_535).map(Long::intValue), "8000");
  static final Key<String> ENDPOINT =
      optional("endpoint", ScalarTypes.text("a route that begins with /", Route::isRoute));
  static final Key<List<KeyValues.Pair>> HEADER = optional("header", MapTypes.headers());
  static final Key<Boolean> STREAM = required("stream", ScalarTypes.flag(), "true");
  static final Key<String> MAX_TOKENS_FIELD = optional("max_tokens_field", ScalarTypes.text());
  static final Key<Map<String, Object>> TEMPLATE = optional("template", JsonTypes.map());
  static final Key<Boolean> INSECURE = required("insecure", ScalarTypes.flag(), "false");
  static final Key<Path> CA_FILE = optional("ca_file", ScalarTypes.path());
  static final Key<List<Weighted>> MODEL = optional("model", new WeightedType(false));
  static final Key<String> SERVED_MODEL_NAME = optional("served_model_name", ScalarTypes.text());
  static final Key<List<Weighted>> LORA_MODULES = optional("lora_modules", new WeightedType(true));
  static final Key<String> LORA_ASSIGNMENT =
      required(
          "lora_assignment",
          ScalarTypes.choice(List.of("random", "round-robin"), List.of()),
          "random");
  static final Key<String> REQUEST_ID_PREFIX =
      optional("request_id_prefix", ScalarTypes.text("printable ASCII", Headers::isPlain));

  private TargetKeys() {}

  /** In the order of this file. */
  static List<Key<?>> all() {
    return Collections.unmodifiableList(ALL);
  }

  private static <T> Key<T> required(String name, ValueType<T> type, String defaultText) {
    Key<T> key = Key.required(name, type, defaultText);
    ALL.add(key);
    return key;
  }

  private static <T> Key<T> optional(String name, ValueType<T> type) {
    Key<T> key = Key.optional(name, type);
    ALL.add(key);
    return key;
  }
}
