// SPDX-License-Identifier: Apache-2.0
package llmbench.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import llmbench.config.DatasetCatalog;
import llmbench.plan.Api;
import org.jspecify.annotations.Nullable;

/**
 * The flags of {@code vllm bench serve} as keys of a configuration, with vLLM's defaults. Where a
 * configuration calls a mistake what vLLM passes over, the flag is left out and a notice says so.
 */
final class ServeOptions {
  private static final String BACKEND = "backend";
  private static final String DATASET = "dataset_name";
  private static final String METRICS = "percentile_metrics";

  /** The command's own, which become no keys. */
  static final Set<String> OF_FILES =
      Set.of("save_result", "append_result", "result_dir", "result_filename");

  /** Flags without a use here, and why. */
  static final Map<String, String> WITHOUT_EFFECT =
      Map.of(
          "use_beam_search", "it does nothing in vLLM either",
          "skip_tokenizer_init", "prompts and answers are counted by a tokenizer here",
          "trust_remote_code", "code of a model is never run here; tokenizer.json is enough");

  private static final Map<String, String> OUTPUT_LENS =
      Map.of(
          "random", "random_output_len",
          "random-mm", "random_output_len",
          "sharegpt", "sharegpt_output_len",
          "custom", "custom_output_len",
          "custom_image", "custom_output_len",
          "custom_audio", "custom_output_len",
          "hf", "hf_output_len",
          "spec_bench", "spec_bench_output_len",
          "prefix_repetition", "prefix_repetition_output_len");

  private static final List<String> SAMPLING =
      List.of(
          "temperature",
          "top_p",
          "top_k",
          "min_p",
          "frequency_penalty",
          "presence_penalty",
          "repetition_penalty");

  private final Map<String, Object> given;
  private final List<String> notices = new ArrayList<>();

  private ServeOptions(Map<String, Object> given) {
    this.given = new LinkedHashMap<>(given);
  }

  /**
   * What flags ask for.
   *
   * @param given a text, a list of texts or true or false, by the flag's key
   */
  static Asked of(Map<String, Object> given) {
    ServeOptions options = new ServeOptions(given);
    options.leaveOut();
    Map<String, String> overrides = new LinkedHashMap<>();
    overrides.put(BACKEND, Yaml.quoted(options.backend()));
    overrides.put(METRICS, options.pooling() ? "e2el" : "ttft,tpot,itl");
    options.given.forEach((key, value) -> overrides.put(key, yaml(key, value)));
    return new Asked(overrides, options.notices);
  }

  private static String yaml(String key, Object value) {
    if (value instanceof List<?> list) {
      List<String> texts = list.stream().map(String::valueOf).toList();
      return switch (key) {
        case "goodput" -> Yaml.quoted(String.join(" ", texts));
        case "header" -> Yaml.list(texts.stream().map(ServeOptions::header).toList());
        default -> Yaml.list(texts);
      };
    }
    return value instanceof Boolean ? value.toString() : Yaml.quoted(value.toString());
  }

  /** vLLM writes NAME=VALUE; a colon is how everybody else writes it. */
  private static String header(String text) {
    int equals = text.indexOf('=');
    int colon = text.indexOf(':');
    return colon > 0 && (equals < 0 || colon < equals)
        ? text.substring(0, colon) + "=" + text.substring(colon + 1).strip()
        : text;
  }

  private String backend() {
    return text(BACKEND, "openai");
  }

  private String dataset() {
    return text(DATASET, "random");
  }

  private String text(String key, String otherwise) {
    Object value = given.get(key);
    return value == null ? otherwise : value.toString();
  }

  private @Nullable Api api() {
    return Api.keys().contains(backend()) ? Api.of(backend()) : null;
  }

  private boolean pooling() {
    Api api = api();
    return api != null && api.pooling();
  }

  private void leaveOut() {
    OF_FILES.forEach(given::remove);
    WITHOUT_EFFECT.forEach(this::without);
    if (given.containsKey("base_url")) {
      without("host", "--base-url holds the host");
      without("port", "--base-url holds the port");
    }
    lengths();
    sampling();
    if (Boolean.TRUE.equals(given.get("skip_chat_template"))) {
      without("chat_template_kwargs", "--skip-chat-template applies no template");
    }
    for (String key : List.copyOf(given.keySet())) {
      if (!DatasetCatalog.useful(key, dataset())) {
        without(key, "--dataset-name " + dataset() + " has no use for it");
      }
    }
  }

  /** {@code main_async} in {@code serve.py}: a general length takes the place of a set's own. */
  private void lengths() {
    if (given.containsKey("input_len")) {
      without("random_input_len", "--input-len takes its place");
    }
    String own = OUTPUT_LENS.get(dataset());
    if (given.containsKey("output_len") && own != null) {
      without(own, "--output-len takes its place");
    }
  }

  private void sampling() {
    Api api = api();
    if (api == null) {
      return; // the configuration's mistake
    }
    if (!api.completions()) {
      without("logprobs", "--backend " + backend() + " does not send it");
    }
    if (pooling()) {
      SAMPLING.forEach(key -> without(key, "nothing is generated"));
    }
  }

  private void without(String key, String why) {
    if (given.remove(key) != null) {
      notices.add("--" + key.replace('_', '-') + " has no effect: " + why);
    }
  }
}
