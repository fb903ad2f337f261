// SPDX-License-Identifier: Apache-2.0
package llmbench.engine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import llmbench.plan.EngineSpec;
import org.jspecify.annotations.Nullable;

/**
 * Options of the engine alone.
 *
 * @param tokenizer a tokenizer's name; null for the built-in one
 * @param maxSeconds when to end by itself; 0 for never
 */
record EngineOptions(
    boolean help,
    EngineSpec spec,
    String model,
    int port,
    EngineAccess access,
    @Nullable String tokenizer,
    long maxSeconds,
    boolean json) {

  /** The options, with their defaults. */
  static final String USAGE =
      """
      engine [OPTIONS]: a simulated inference engine on 127.0.0.1
        --port N                    0 = any free port [8010]
        --model NAME                the name it answers to [llmbench/embedded]
        --tokenizer NAME            folder, tokenizer.json or hub id [a built-in one]
        --exact                     constant TTFT and ITL instead of batching
        --ttft-ms X                 exact mode's time to first token [50]
        --itl-ms X                  exact mode's gap between tokens [10]
        --max-num-seqs N            sequences running at once [8]
        --max-num-batched-tokens N  tokens of one step [2048]
        --max-model-len N           prompt and answer together [32768]
        --step-ms X                 fixed cost of a step [10]
        --step-per-seq-ms X         added per running sequence [0.15]
        --prefill-ms-per-token X    added per prompt token prefilled [0.05]
        --no-prefix-caching         every prompt is computed whole
        --kv-blocks N               blocks of 16 tokens; 0 = no limit [0]
        --seed N                    of everything random in it [0]
        --fault RULE                a scripted fault, such as '2:http 500'; may be given again
        --api-key-env NAME          wants the key in that environment variable as a bearer token
        --tls-cert FILE, --tls-key FILE
                                    PEM files: serves HTTPS
        --max-seconds N             ends by itself; 0 = never [0]
        --json                      prints its address as JSON
      """;

  private static final Set<String> FLAGS =
      Set.of("--exact", "--no-prefix-caching", "--json", "--help");

  /**
   * Reads the options.
   *
   * @throws IllegalArgumentException with a message for the user
   */
  static EngineOptions parse(String[] args) {
    Map<String, String> given = new HashMap<>();
    List<String> faults = new ArrayList<>();
    for (int i = 0; i < args.length; i++) {
      String name = args[i];
      if (FLAGS.contains(name)) {
        given.put(name, "true");
      } else if (!USAGE.contains(" " + name + " ") || !name.startsWith("--")) {
        throw new IllegalArgumentException("unknown option '" + name + "'\n" + USAGE);
      } else if (i + 1 == args.length) {
        throw new IllegalArgumentException(name + " needs a value");
      } else if (name.equals("--fault")) {
        faults.add(args[++i]);
      } else {
        given.put(name, args[++i]);
      }
    }
    if (given.containsKey("--tls-cert") != given.containsKey("--tls-key")) {
      throw new IllegalArgumentException("--tls-cert and --tls-key go together");
    }
    EngineSpec spec =
        new EngineSpec(
            given.containsKey("--exact"),
            decimal(given, "--ttft-ms", 50),
            decimal(given, "--itl-ms", 10),
            count(given, "--max-num-seqs", 8),
            count(given, "--max-num-batched-tokens", 2048),
            count(given, "--max-model-len", 32768),
            decimal(given, "--step-ms", 10),
            decimal(given, "--step-per-seq-ms", 0.15),
            decimal(given, "--prefill-ms-per-token", 0.05),
            !given.containsKey("--no-prefix-caching"),
            count(given, "--kv-blocks", 0),
            whole(given, "--seed", 0),
            faults);
    return new EngineOptions(
        given.containsKey("--help"),
        spec,
        given.getOrDefault("--model", "llmbench/embedded"),
        count(given, "--port", 8010),
        new EngineAccess(key(given), file(given, "--tls-cert"), file(given, "--tls-key")),
        given.get("--tokenizer"),
        whole(given, "--max-seconds", 0),
        given.containsKey("--json"));
  }

  private static @Nullable String key(Map<String, String> given) {
    String variable = given.get("--api-key-env");
    if (variable == null) {
      return null;
    }
    String key = System.getenv(variable);
    if (key == null || key.isEmpty()) {
      throw new IllegalArgumentException(
          "--api-key-env: the environment variable " + variable + " is not set");
    }
    return key;
  }

  private static @Nullable Path file(Map<String, String> given, String name) {
    String value = given.get(name);
    return value == null ? null : Path.of(value);
  }

  private static long whole(Map<String, String> given, String name, long otherwise) {
    String value = given.get(name);
    try {
      return value == null ? otherwise : Long.parseLong(value);
    } catch (NumberFormatException e) {
      throw expected(name, "a whole number", value, e);
    }
  }

  private static int count(Map<String, String> given, String name, int otherwise) {
    long value = whole(given, name, otherwise);
    if (value != (int) value) {
      throw new IllegalArgumentException(name + ": too large: " + value);
    }
    return (int) value;
  }

  private static double decimal(Map<String, String> given, String name, double otherwise) {
    String value = given.get(name);
    try {
      return value == null ? otherwise : Double.parseDouble(value);
    } catch (NumberFormatException e) {
      throw expected(name, "a number", value, e);
    }
  }

  private static IllegalArgumentException expected(
      String name, String what, @Nullable String value, NumberFormatException cause) {
    return new IllegalArgumentException(
        String.format(Locale.ROOT, "%s: expected %s, found '%s'", name, what, value), cause);
  }
}
