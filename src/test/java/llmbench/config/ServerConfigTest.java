// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import llmbench.plan.ServerSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerConfigTest {

  @Test
  void keysOfTheServersSide() {
    ServerSpec spec =
        Configs.plan(
                """
                server_metrics_urls: ["http://h:9400/metrics?a=b", "https://x/m"]
                server_metrics_interval: 0.25
                server_metrics_names: ["vllm:lora.*"]
                reset_prefix_cache: true
                profile: true
                """)
            .server();

    assertThat(spec.metricsUrls())
        .containsExactly(URI.create("http://h:9400/metrics?a=b"), URI.create("https://x/m"));
    assertThat(spec.metricsInterval()).isEqualTo(Duration.ofMillis(250));
    assertThat(spec.metricsNames()).extracting(Pattern::pattern).containsExactly("vllm:lora.*");
    assertThat(spec.resetPrefixCache()).isTrue();
    assertThat(spec.profile()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"profile", "reset_prefix_cache"})
  void whatBelongsToOneCaseGoesWithOneAtATime(String key) {
    assertThat(Configs.problems(key + ": true\nparallel_cases: 2"))
        .containsExactly(
            "config.yaml:1 " + key + ": expected it with parallel_cases: 1, found it with 2");
    assertThat(Configs.plan(key + ": true\nparallel_cases: 1").client().parallelCases())
        .isEqualTo(1);
    assertThat(Configs.plan("parallel_cases: 3").client().parallelCases()).isEqualTo(3);
  }

  @Test
  void anEmptyListMeansNowhereAndNothingMeansTheServersOwn() {
    assertThat(Configs.plan("server_metrics_urls: []").server().metricsUrls()).isEmpty();
    assertThat(Configs.plan("").server().metricsUrls()).isNull();
    assertThat(Configs.plan("server_metrics_interval: 0").server().metricsInterval()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "server_metrics_urls: [h/metrics] | http(s)://HOST[:PORT]/PATH, found \"h/metrics\"",
        "server_metrics_urls: ['ftp://h/m'] | http(s)://HOST[:PORT]/PATH, found \"ftp://h/m\"",
        "server_metrics_urls: ['http://u:secret@h/m'] | addresses without @, found one with a user name",
        "server_metrics_urls: http://h/m | a list of http(s) addresses, found \"http://h/m\"",
        "server_metrics_interval: 0.01 | a number of seconds, 0 or from 0.1 to 3600, found 0.01",
        "server_metrics_names: ['('] | regular expressions, found \"(\": Unclosed group",
        "reset_prefix_cache: maybe | true or false, found \"maybe\"",
        "cache_salt: '' | text, found \"\""
      })
  void mistakes(String line, String message) {
    String key = line.substring(0, line.indexOf(':'));

    assertThat(Configs.problems(line))
        .containsExactly("config.yaml:1 " + key + ": expected " + message);
  }

  @Test
  void saltIsOfTheRunOrAsGivenAndExtraBodyWins() {
    assertThat(Configs.plan("cache_salt: random").request().extraBody())
        .containsEntry("cache_salt", "0123abcd0123abcd");
    assertThat(Configs.plan("cache_salt: mine").request().extraBody())
        .containsEntry("cache_salt", "mine");
    assertThat(Configs.plan("continuous_usage_stats: true").request().extraBody())
        .containsEntry(
            "stream_options", Map.of("include_usage", true, "continuous_usage_stats", true));
    assertThat(Configs.plan("").request().extraBody()).isEmpty();
    assertThat(Configs.plan("").request().extraBody()).isEmpty();
    assertThat(
            Configs.plan("cache_salt: mine\nextra_body: {cache_salt: other}").request().extraBody())
        .containsEntry("cache_salt", "other");
  }
}
