// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import llmbench.plan.Api;
import llmbench.plan.ModelMix.Assignment;
import llmbench.plan.Network;
import llmbench.plan.Network.Connections;
import llmbench.plan.Network.UrlStrategy;
import llmbench.plan.Target;
import llmbench.plan.TemplateSpec;
import llmbench.plan.Weighted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkReaderTest {

  @Test
  void oneAddressIsAsBefore() {
    Target target = Configs.plan("base_url: http://h:1/").target();
    assertThat(target.baseUrl()).isEqualTo("http://h:1");
    assertThat(target.network()).isEqualTo(Network.of("http://h:1"));
  }

  @Test
  void severalAddressesAreAListOrWeights() {
    Network list = Configs.plan("base_url: [\"http://a:1\", \"http://b:2/\"]").target().network();
    assertThat(list.baseUrls())
        .containsExactly(new Weighted("http://a:1", 1), new Weighted("http://b:2", 1));
    assertThat(list.strategy()).isEqualTo(UrlStrategy.ROUND_ROBIN);

    Network weighted =
        Configs.plan(
                "base_url: {\"http://a:1\": 3, \"http://b:2\": 0.5}\nurl_strategy: weighted\n"
                    + "connection_policy: fresh")
            .target()
            .network();
    assertThat(weighted.baseUrls())
        .containsExactly(new Weighted("http://a:1", 3), new Weighted("http://b:2", 0.5));
    assertThat(weighted.connections()).isEqualTo(Connections.FRESH);
    assertThat(Configs.plan("base_url: [\"http://a:1\", \"http://b:2\"]").server().metricsUrls())
        .as("each has metrics")
        .hasToString("[http://a:1/metrics, http://b:2/metrics]");
  }

  @Test
  void modelsAndAdaptersAreDealtOut() {
    Target models = Configs.plan("model: {big: 1, small: 4}").target();
    assertThat(models.model()).isEqualTo("big");
    assertThat(models.models().models())
        .containsExactly(new Weighted("big", 1), new Weighted("small", 4));
    Target adapters =
        Configs.plan("model: m\nlora_modules: a b\nlora_assignment: round-robin").target();
    assertThat(adapters.model()).isEqualTo("m");
    assertThat(adapters.models().models()).extracting(Weighted::name).containsExactly("a", "b");
    assertThat(adapters.models().assignment()).isEqualTo(Assignment.ROUND_ROBIN);
    assertThat(Configs.plan("model: m").target().models().models()).isEmpty();
  }

  @Test
  void aTemplateIsRead() {
    Target target =
        Configs.plan(
                "backend: template\nendpoint: /x\n"
                    + "template: {body: {p: \"${prompt}\"}, text: [a.b, c], cumulative: true}")
            .target();
    assertThat(target.api()).isEqualTo(Api.TEMPLATE);
    assertThat(target.template())
        .isEqualTo(
            new TemplateSpec(
                java.util.Map.of("p", "${prompt}"),
                TemplateSpec.Format.SSE,
                List.of("a.b", "c"),
                List.of(),
                null,
                null,
                null,
                null,
                true));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`base_url: [\"http://a:1\", embedded]` | base_url: expected addresses of servers where there are several, found embedded among them",
        "`base_url: [\"http://a:1\", \"http://a:1\"]` | base_url: expected different names, found one of them twice",
        "`base_url: {\"http://a:1\": 0, \"http://b:1\": 1}` | base_url: expected a number > 0, found 0",
        "`base_url: {\"http://a:1\": 2, \"http://b:1\": 1}` | url_strategy: expected weighted with weights of base_url, found another strategy",
        "`url_strategy: least_in_flight` | url_strategy: expected it with several base_url, found it with one",
        "`base_url: [\"http://a:1\", \"http://b:1\"]\nreset_prefix_cache: true` | reset_prefix_cache: expected it with one base_url, found it with 2",
        "`base_url: http://a:1\nhttp2: true` | http2: expected it with an https base_url, where the server agrees to it, found it with http",
        "`base_url: https://a:1\nclient_cert: pom.xml` | client_cert: expected client_cert and client_key together, found one of them",
        "`base_url: https://a:1\nclient_cert: /no.pem\nclient_key: pom.xml` | client_cert: expected a readable PEM file, found none at /no.pem",
        "`model: [a, b]\nserved_model_name: c` | served_model_name: expected served_model_name or model, found both",
        "`template: {body: {a: 1}}` | template: expected it with backend: template, found it with backend openai-chat",
        "`backend: template\nendpoint: /x` | template: expected a description of the API, with body and text, found none",
        "`backend: template\ntemplate: {body: {a: 1}, text: a}` | endpoint: expected the API's route with backend: template, found none",
        "`backend: template\nendpoint: /x\ntemplate: {body: {a: 1}, text: a, txt: b}` | template: expected no members but body, format,",
        "`backend: template\nendpoint: /x\ntemplate: {body: {a: 1}, text: a, format: xml}` | template: expected format: sse or ndjson, found format: \"xml\"",
        "`backend: tgi\nendpoint: /v1/x` | endpoint: expected a route of backend tgi, which ends in generate_stream, found \"/v1/x\"",
        "`backend: tgi\nstream: false\nendpoint: /generate_stream` | endpoint: expected a route of backend tgi, which ends in generate, found",
        "`backend: tgi\ntemperature: 0.5` | temperature: expected it with a backend of OpenAI's text APIs, found it with tgi",
        "`stream: false\ngoodput: ttft:5` | goodput: expected limits of e2el alone, found a limit of a stream's metric",
        "`backend: anthropic\ncontinuous_usage_stats: true` | continuous_usage_stats: expected it with a stream of openai-chat or completions, found it with anthropic",
        "`check_answers: colour` | check_answers: expected number, choice, exact, {regex: …} or {json_schema: …}, found",
      })
  void whatMakesNoSenseIsSaid(String yaml, String problem) {
    assertThat(Configs.problems(yaml)).anySatisfy(said -> assertThat(said).contains(problem));
  }
}
