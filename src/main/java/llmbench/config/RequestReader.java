// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import llmbench.plan.Api;
import llmbench.plan.RequestSpec;

/** What each request carries. */
final class RequestReader {
  /** In vLLM's order (serve.py, main_async). */
  static final List<Key<?>> SAMPLING =
      List.of(
          Keys.TOP_P,
          Keys.TOP_K,
          Keys.MIN_P,
          Keys.TEMPERATURE,
          Keys.FREQUENCY_PENALTY,
          Keys.PRESENCE_PENALTY,
          Keys.REPETITION_PENALTY);

  /** Asks for a salt of the run's own. */
  private static final String RANDOM_SALT = "random";

  private final Values values;

  RequestReader(Values values) {
    this.values = values;
  }

  /**
   * Reads it.
   *
   * @param runId eight hexadecimal digits for the default of {@code request_id_prefix}
   */
  RequestSpec read(Supplier<String> runId) {
    if (values.given(Keys.LOGPROBS) && values.sound(TargetKeys.BACKEND) && !api().completions()) {
      values.mistake(
          Keys.LOGPROBS,
          "it with backend openai or vllm",
          "it with "
              + api().key()
              + ", which does not send it; use extra_body: {logprobs: true, top_logprobs: N}");
    }
    checkSampling();
    boolean stream = values.get(TargetKeys.STREAM);
    if (api() == Api.OPENAI_REALTIME && values.get(Keys.READY_CHECK_TIMEOUT_SEC) > 0) {
      values.mistake(
          Keys.READY_CHECK_TIMEOUT_SEC, "0 with backend openai-realtime", "a check by HTTP");
    }
    if (!stream && values.sound(TargetKeys.BACKEND) && !api().comesWhole()) {
      values.mistake(
          TargetKeys.STREAM, "true with backend " + api().key() + ", which only streams", "false");
    }
    String prefix = values.find(TargetKeys.REQUEST_ID_PREFIX);
    return new RequestSpec(
        prefix == null ? "bench-" + runId.get() + "-" : prefix,
        values.find(Keys.IGNORE_EOS),
        values.find(Keys.LOGPROBS),
        extraBody(runId),
        stream,
        values.find(TargetKeys.MAX_TOKENS_FIELD),
        values.get(Keys.CONNECT_TIMEOUT),
        values.get(Keys.REQUEST_TIMEOUT),
        values.get(Keys.STREAM_IDLE_TIMEOUT),
        values.get(Keys.MAX_RETRIES),
        values.get(SafetyKeys.MAX_ANSWER_BYTES).intValue(),
        new SloHeadersReader(values).read());
  }

  /** What the body of a class's requests carries: sampling parameters, then extra_body. */
  Map<String, Object> bodyOfClass() {
    checkSampling();
    return extraBody(() -> "");
  }

  private Api api() {
    return Api.of(values.get(TargetKeys.BACKEND));
  }

  /** vLLM refuses sampling parameters with backends that do not take them by these names. */
  private void checkSampling() {
    if (!values.sound(TargetKeys.BACKEND) || api().openAi()) {
      return;
    }
    for (Key<?> key : SAMPLING) {
      if (values.given(key)) {
        values.mistake(
            key,
            "it with a backend of OpenAI's text APIs",
            "it with " + api().key() + "; use extra_body with that API's own names");
      }
    }
  }

  private Map<String, Object> extraBody(Supplier<String> runId) {
    Map<String, Object> body = new LinkedHashMap<>();
    for (Key<?> key : SAMPLING) {
      Object value = values.find(key);
      if (value != null) {
        body.put(key.name(), value);
      }
    }
    String salt = values.find(Keys.CACHE_SALT);
    if (salt != null) {
      body.put(Keys.CACHE_SALT.name(), salt.equals(RANDOM_SALT) ? runId.get() + runId.get() : salt);
    }
    if (values.get(Keys.CONTINUOUS_USAGE_STATS)) {
      boolean chunks = api() == Api.OPENAI_CHAT || api().completions();
      if (values.sound(TargetKeys.BACKEND) && !(chunks && values.get(TargetKeys.STREAM))) {
        values.mistake(
            Keys.CONTINUOUS_USAGE_STATS,
            "it with a stream of openai-chat or completions",
            "it with " + api().key() + (values.get(TargetKeys.STREAM) ? "" : " and stream: false"));
      }
      Map<String, Object> stream = new LinkedHashMap<>();
      stream.put("include_usage", true);
      stream.put(Keys.CONTINUOUS_USAGE_STATS.name(), true);
      body.put("stream_options", stream);
    }
    Map<String, Object> extra = values.find(Keys.EXTRA_BODY);
    if (extra != null) {
      checkExtra(extra);
      body.putAll(extra);
    }
    return Collections.unmodifiableMap(body);
  }

  /** What a body may not say, because the figures would then be of something else. */
  private void checkExtra(Map<String, Object> extra) {
    if (extra.containsKey("stream") && !values.get(TargetKeys.STREAM).equals(extra.get("stream"))) {
      values.mistake(
          Keys.EXTRA_BODY,
          "stream: " + values.get(TargetKeys.STREAM),
          "another value; how answers come is said by the key stream");
    }
    if (extra.containsKey("n") && !Long.valueOf(1).equals(extra.get("n"))) {
      values.mistake(
          Keys.EXTRA_BODY, "n: 1", "another value; the gaps of several answers would mix");
    }
    for (String field : List.of("prompt", "messages")) {
      if (extra.containsKey(field)) {
        values.mistake(
            Keys.EXTRA_BODY, "no " + field, "one, which would replace the dataset's prompts");
      }
    }
  }
}
