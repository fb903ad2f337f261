// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import llmbench.plan.Api;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the user is told. */
class MistakesTest {
  @Test
  void aServersCommandIsNotKnownByAnotherName() {
    assertThat(Configs.problems("server_cmd: vllm serve m"))
        .containsExactly(
            "config.yaml:1 server_cmd: expected a known key (see docs/config.md), found an unknown"
                + " one; the nearest known is serve_cmd");
    assertThat(Configs.problems("base_url: [http://a, http://b]\nserve_cmd: x"))
        .singleElement()
        .asString()
        .endsWith("found several");
  }

  @TempDir Path folder;

  @Test
  void allMistakesComeAtOnceEachWithItsLine() {
    String yaml =
        """
        modle: x
        base_url: htp://x
        backend: opnai

        request_rate: fast
        input_output:
          - [256, 256]
          - [512]
          - [0, x]
        seed: -1
        """;
    assertThat(Configs.problems(yaml, "port", "0"))
        .containsExactly(
            "config.yaml:1 modle: expected a known key (see docs/config.md), found an unknown one;"
                + " the nearest known is model",
            "config.yaml:2 base_url: expected http(s)://HOST[:PORT][/PREFIX] or \"embedded\", found"
                + " \"htp://x\"",
            "config.yaml:3 backend: expected one of "
                + String.join(", ", Api.keys())
                + ", found \"opnai\"",
            "config.yaml:5 request_rate: expected a number > 0 (requests per second) or inf, found"
                + " \"fast\"",
            "config.yaml:8 input_output: expected a pair [input, output], found a list of 1",
            "config.yaml:9 input_output: expected an integer ≥ 1, found 0",
            "config.yaml:9 input_output: expected an integer ≥ 1, found \"x\"",
            "config.yaml:10 seed: expected an integer from 0 to 4294967295, found -1",
            "-Dbench.port: expected an integer from 1 to 65535, found 0",
            "-Dbench.port: expected port or base_url, found both (base_url at config.yaml:2);"
                + " base_url holds the port");
  }

  @Test
  void goodputSetsAndSlicesAreChecked() {
    String yaml =
        """
        slice: 50ms
        goodput_sets:
          strict: {ttft: -1}
          "a b": {ttft: 1}
          loose: {latency: 5}
          none: {}
        """;
    assertThat(Configs.problems(yaml))
        .containsExactly(
            "config.yaml:1 slice: expected a length such as 10s, 500ms or 2m, 0 (none) or from"
                + " 100ms to 24h, found \"50ms\"",
            "config.yaml:3 goodput_sets: expected milliseconds ≥ 0 for ttft, found \"-1\"",
            "config.yaml:4 goodput_sets: expected a name of at most 40 letters, digits, \"_\","
                + " \"-\" and \".\", found \"a b\"",
            "config.yaml:5 goodput_sets: expected one of ttft, tpot, itl, e2el, client_queue_time,"
                + " e2el_including_client_queue, found \"latency\"",
            "config.yaml:6 goodput_sets: expected limits in milliseconds such as {ttft: 200, tpot:"
                + " 50} or \"ttft:200 tpot:50\", found a map");
    assertThat(Configs.problems("goodput_sets: strict")).hasSize(1);
    assertThat(Configs.problems("slice: 25h")).hasSize(1);
    assertThat(Configs.problems("slice: 10x")).hasSize(1);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "seed           | 1.5          | an integer from 0 to 4294967295 | 1.5",
        "seed           | 4294967296   | an integer from 0 to 4294967295 | 4294967296",
        "seed           | `''`         | an integer from 0 to 4294967295 | \"\"",
        "num_prompts    | [1]          | an integer ≥ 1 | a list",
        "insecure       | maybe        | true or false | \"maybe\"",
        "insecure       |              | true or false | nothing",
        "top_p          | 0            | a number in (0, 1] | 0",
        "top_p          | 1.01         | a number in (0, 1] | 1.01",
        "temperature    | 2.1          | a number in [0, 2] | 2.1",
        "temperature    | .inf         | a number in [0, 2] | .inf",
        "temperature    | .nan         | a number in [0, 2] | \".nan\"",
        "temperature    | 1e999        | a number in [0, 2] | 1e999",
        "temperature    | 0x1p3        | a number in [0, 2] | \"0x1p3\"",
        "top_k          | -2           | an integer ≥ -1 | -2",
        "repetition_penalty | 0        | a number > 0 | 0",
        "repetition_penalty | inf      | a number > 0 | inf",
        "frequency_penalty  | -2.5     | a number in [-2, 2] | -2.5",
        "random_range_ratio | 1        | a number in [0, 1) | 1",
        "random_range_ratio | {input: 0.1} | a number in [0, 1), or {input: a, output: b} | a map",
        "connect_timeout    | -1       | seconds, 0 (none) or from 0.001 to 604800 | -1",
        "connect_timeout    | 0.0001   | seconds, 0 (none) or from 0.001 to 604800 | 0.0001",
        "percentile_metrics | ttft,itll | one of ttft, tpot, itl, e2el, client_queue_time,"
            + " e2el_including_client_queue | \"itll\"",
        "percentile_metrics | []       | metrics such as \"ttft,tpot\" | a list",
        "metric_percentiles | [50,101] | a number in [0, 100] | 101",
        "goodput        | ttft:-1      | milliseconds ≥ 0 for ttft | \"-1\"",
        "goodput        | itl:5        | one of ttft, tpot, e2el | \"itl\"",
        "goodput        | {ttft: inf}  | milliseconds ≥ 0 for ttft | \"inf\"",
        "goodput        | [ttft:1,ttft:2] | ttft, tpot or e2el with milliseconds, such as"
            + " \"ttft:500 tpot:50\" | \"ttft\" twice",
        "metadata       | tp           | a map, a list of KEY=VALUE or \"KEY=VALUE KEY=VALUE\" |"
            + " \"tp\"",
        "input_output   | [256,256]    | a list of pairs [input, output], such as"
            + " [[256,256],[512,512]] | a list without pairs",
        "input_output   | []           | a list of pairs [input, output], such as"
            + " [[256,256],[512,512]] | a list",
        "result_filename | a/b.json    | a plain file name that ends in .json, not status.json or repeats.json | \"a/b.json\"",
        "result_filename | ..\\b.json  | a plain file name that ends in .json, not status.json or repeats.json | \"..\\b.json\"",
        "result_filename | Status.json | a plain file name that ends in .json, not status.json or repeats.json | \"Status.json\"",
        "result_filename | aggregate_results.csv | a plain file name that ends in .json, not status.json or repeats.json |"
            + " \"aggregate_results.csv\"",
        "result_filename | repeats.json | a plain file name that ends in .json, not status.json or repeats.json |"
            + " \"repeats.json\"",
        "num_runs       | 0            | an integer ≥ 1 | 0",
        "num_runs       | 10001        | at most 10000 runs of all cases together | 10001 runs of 1"
            + " cases",
        "repeat_until   | 5%           | a map such as {metric: mean_ttft_ms, half_width: 5%,"
            + " max_runs: 20} | \"5%\"",
        "repeat_until   | {metric: mean_ttft_ms} | a map such as {metric: mean_ttft_ms, half_width:"
            + " 5%, max_runs: 20} | a map without metric or half_width",
        "repeat_until   | {metric: mean_ttft_ms, half_width: 0%} | a share such as 5% or 0.05, above"
            + " 0 | \"0%\"",
        "repeat_until   | {metric: mean_ttft_ms, half_width: 5%, max_runs: 2} | an integer ≥ 3 | 2",
        "repeat_until   | {metric: mean_ttft_ms, half_width: 5%, runs: 9} | metric, half_width or"
            + " max_runs | \"runs\"",
        "endpoint       | v1/chat/completions | a route that begins with / |"
            + " \"v1/chat/completions\"",
        "endpoint       | /v1/completions | a route of backend openai-chat, which ends in"
            + " chat/completions | \"/v1/completions\"",
        "base_url       | http://h:8000/v1 | the address without /v1, with which the route begins |"
            + " \"http://h:8000/v1\"",
        "base_url       | localhost:8000 | http(s)://HOST[:PORT][/PREFIX] or \"embedded\" |"
            + " \"localhost:8000\"",
        "base_url       | http://h:99999 | http(s)://HOST[:PORT][/PREFIX] or \"embedded\" |"
            + " \"http://h:99999\"",
        "base_url       | http://h?k=v | http(s)://HOST[:PORT][/PREFIX] or \"embedded\" |"
            + " a ? or # in it",
        "ca_file        | /no/such.pem | a readable PEM file | none at /no/such.pem",
        "dataset_name   | sonet        | one of random, random-mm, random-audio, random-rerank, "
            + "prefix_repetition, sharegpt, sonnet, custom, custom_image, custom_audio, media_folder, burstgpt, "
            + "spec_bench, speed_bench, timed_trace, mooncake_trace, bailian_trace, "
            + "azure_trace, burstgpt_trace, hf, requests, multi_turn, agent_graph | \"sonet\"",
        "save_result    | false        | true | false; results are always written",
        "burstiness     | fast         | a number > 0 or inf | \"fast\"",
        "probe_request_rate | -1       | a number ≥ 0 | -1",
        "skip_tokenizer_init | true    | false | true; any other value is not built yet",
        "timeline_itl_thresholds | [25] | two different thresholds | [25.0]",
        "extra_body     | {stream: false} | stream: true | another value; how answers come is"
            + " said by the key stream",
        "extra_body     | {n: 2}       | n: 1 | another value; the gaps of several answers would"
            + " mix",
        "extra_body     | {messages: []} | no messages | one, which would replace the dataset's"
            + " prompts",
        "extra_body     | {a: .inf}    | a value that JSON can hold | .inf",
        "extra_body     | {a: {b: 1, b: 2}} | each key once | \"b\" again (first in line 1)",
        "extra_body     | \"{broken\"  | a map, or its JSON as text | \"{broken\"",
        "label          | !tag x       | a value without a YAML tag (!…) | a tag",
        "logprobs       | 5            | it with backend openai or vllm | it with openai-chat,"
            + " which does not send it; use extra_body: {logprobs: true, top_logprobs: N}",
        "request-rate   | 4            | a known key (see docs/config.md) | an unknown one; the"
            + " nearest known is request_rate",
        "openai_api_key | sk-1         | the key in the environment variable OPENAI_API_KEY | it in"
            + " the configuration",
      })
  void wrongValueSaysWhatWasExpectedAndFound(
      String key, String value, String expected, String found) {
    assertThat(Configs.problems(key + ": " + (value == null ? "" : value)))
        .containsExactly("config.yaml:1 " + key + ": expected " + expected + ", found " + found);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`model: x\nseed: 'y`    | 2 | YAML, found a quote that is not closed",
        "`model: x\n\tseed: 1`   | 2 | YAML, found a tab; indent with spaces",
        "`model: x\nlabel: @x`   | 2 | YAML, found a value that begins with a character reserved"
            + " by YAML; quote the value",
        "`label: a: b`           | 1 | YAML, found a \": \" where no key can be; quote the value if"
            + " it holds one",
        "`label: *secret`        | 1 | YAML, found an alias without an anchor; quote a value that"
            + " begins with *",
        "`input_output: [[1,2]`  | 1 | YAML, found a list in which a comma or the closing ] is"
            + " missing",
        "`model: x\n---\nseed: 1` | 2 | YAML, found a second document; only one is read",
        "`a: &x [1]\nb: *x`      | 1 | YAML without aliases of lists or maps, at most 50 levels deep"
            + " and 3 MB long, found more",
        "`model: x\nlabel: a\u0007` | 2 | text, found a control character",
        "`label: \"\\UFFFFFFFF\"` | 1 | YAML, found an escape beyond \\U0010FFFF",
        "`just words`            | 1 | keys with values, such as \"model: NAME\", found \"just"
            + " words\"",
      })
  void brokenYamlIsToldWithItsLine(String yaml, int line, String expected) {
    assertThat(Configs.problems(yaml))
        .containsExactly("config.yaml:" + line + ": expected " + expected);
  }

  @Test
  void keyGivenTwiceIsAMistake() {
    assertThat(Configs.problems("model: a\nseed: 1\nmodel: b"))
        .containsExactly(
            "config.yaml:3 model: expected each key once, found it again (first in line 1)");
  }

  @Test
  void brokenFileHidesNoMistakeOfAnOverride() {
    assertThat(Configs.problems("model: 'x", "port", "0", "host", "h")).hasSize(2);
  }

  @Test
  void missingFileSaysWhereItWasLookedFor() {
    Path file = folder.resolve("no").resolve("config.yaml");
    assertThat(mistakesOf(file))
        .isEqualTo(
            file
                + ": expected a configuration file, found none; looked for "
                + file.toAbsolutePath()
                + "; name another with -Dbench.config=FILE");
  }

  @Test
  void folderIsNoFile() {
    assertThat(mistakesOf(folder))
        .isEqualTo(folder + ": expected a configuration file, found a folder or device");
  }

  @Test
  void bytesThatAreNoUtf8AreToldWithTheirLine() throws IOException {
    byte[] latin1 = "model: x\nlabel: caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1);
    Path file = Files.write(folder.resolve("config.yaml"), latin1);
    assertThat(mistakesOf(file)).isEqualTo(file + ":2: expected UTF-8 text, found other bytes");
  }

  @Test
  void exceptionHasNoStackTrace() {
    ConfigException thrown =
        catchThrowableOfType(ConfigException.class, () -> Configs.plan("seed: x\nport: y"));
    assertThat(thrown.getStackTrace()).isEmpty();
    assertThat(thrown.getCause()).isNull();
    assertThat(thrown.getMessage()).isEqualTo(String.join("\n", thrown.problems()));
  }

  @Test
  void longAndUnprintableValuesAreShownShortOnOneLine() {
    String value = "\"\\e[31m" + "x".repeat(500) + "\"";
    assertThat(Configs.problems("port: " + value))
        .singleElement()
        .asString()
        .contains("found \"\\u001b[31mxxx")
        .hasSizeLessThan(160);
  }

  private static String mistakesOf(Path file) {
    ConfigException thrown =
        catchThrowableOfType(
            ConfigException.class, () -> new PlanReader().read(file, Map.of(), Map.of()));
    return String.valueOf(thrown.getMessage());
  }
}
