// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import llmbench.plan.Case;
import llmbench.plan.DatasetOptions;
import llmbench.plan.DatasetSpec;
import llmbench.plan.MixPart;
import llmbench.plan.Plan;
import llmbench.plan.Slo;
import llmbench.plan.Workload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Classes of requests are read as if each stood alone, and what they say together is judged. */
class WorkloadsReaderTest {
  private static final DatasetSpec RANDOM =
      new DatasetSpec(
          "random", null, DatasetSpec.Rules.DEFAULT, new DatasetOptions.Random(0, 0, 0, 1), null);

  @Test
  void membersAreRead() {
    Plan plan =
        Configs.plan(
"""
num_prompts: 40
goodput: {ttft: 500}
workloads:
  chat:
    dataset_name: random
    random_input_len: 64
    output_len: 32
    share: 3
    goodput: ttft:200 tpot:50
    priority: -1
    model: adapter-a
    ignore_eos: false
    temperature: 0.5
    extra_body: {min_tokens: 2, temperature: 0.25}
    header: {X-Tenant: "${TOKEN}"}
  batch:
    dataset_name: custom
    dataset_path: a.jsonl
""");
    assertThat(plan.cases()).containsExactly(new Case(1, null, null, null, 40));
    assertThat(plan.load().arrivals().burstiness()).isEqualTo(1);
    assertThat(plan.dataset().name()).isEqualTo("workloads");
    assertThat(plan.dataset().workloads())
        .containsExactly(
            new Workload(
                "chat",
                new MixPart(RANDOM, 64, 32, 3),
                null,
                new Slo(200.0, 50.0, null),
                "adapter-a",
                false,
                Map.of("priority", -1L, "temperature", 0.25, "min_tokens", 2L),
                Map.of("X-Tenant", "s3cret")),
            new Workload(
                "batch",
                new MixPart(
                    new DatasetSpec(
                        "custom",
                        Path.of("a.jsonl"),
                        DatasetSpec.Rules.DEFAULT,
                        new DatasetOptions.Custom(),
                        null),
                    null,
                    256,
                    1),
                null,
                null,
                null,
                null,
                Map.of(),
                Map.of()));
    assertThat(plan.options().toString()).contains("X-Tenant=***").doesNotContain("s3cret");
    assertThat(plan.dataset().workloads().toString()).doesNotContain("s3cret");
  }

  @Test
  void aListOfClassesWithNamesIsTheSame() {
    String map =
        "workloads: {a: {dataset_name: random, header: [\"X-A=${TOKEN}\"]}, b: {dataset_name:"
            + " random, share: 2}}";
    String list =
        "workloads: [{name: a, dataset_name: random, header: [\"X-A=${TOKEN}\"]}, {share: 2, name:"
            + " b, dataset_name: random}]";
    assertThat(Configs.plan(list).dataset()).isEqualTo(Configs.plan(map).dataset());
    assertThat(Configs.plan(list).options().toString())
        .contains("X-A=***")
        .doesNotContain("s3cret")
        .doesNotContain("TOKEN");
    assertThat(Configs.plan("", "workloads", map.substring("workloads: ".length())).dataset())
        .isEqualTo(Configs.plan(map).dataset());
  }

  @Test
  void ratesMakeTheCaseOpen() {
    Plan plan =
        Configs.plan(
"""
burstiness: 2
concurrency_prompts: [[4, 20]]
workloads:
  chat: {dataset_name: random, request_rate: 0.1, burstiness: 0.5}
  batch: {dataset_name: random, request_rate: 0.2}
""");
    Case benchCase = plan.cases().get(0);
    assertThat(benchCase.name())
        .as("the sum, without a trace of binary")
        .isEqualTo("mc4_np20_rr0.3");
    assertThat(((DatasetOptions.Workloads) plan.dataset().options()).requestRate())
        .isEqualTo(benchCase.requestRate());
    assertThat(plan.open(benchCase)).isTrue();
    assertThat(plan.dataset().workloads().stream().map(Workload::rate))
        .containsExactly(new Workload.Rate(0.1, 0.5), new Workload.Rate(0.2, 2));
    assertThat(plan.load().arrivals().burstiness()).isEqualTo(2);
    assertThat(
            Configs.plan("workloads: {a: {dataset_name: random, request_rate: 3, burstiness: inf}}")
                .load()
                .arrivals()
                .burstiness())
        .as("that of the classes where they have the same")
        .isInfinite();
  }

  @Test
  void aClassHasASeedOfItsOwn() {
    Workload a = named("a");
    assertThat(a.seed(0)).isEqualTo(named("a").seed(0)).isNotEqualTo(named("b").seed(0));
    assertThat(a.seed(7)).isEqualTo(a.seed(0) + 7);
    assertThat(a.seed(4_294_967_295L)).isEqualTo(a.seed(0) - 1);
  }

  private static Workload named(String name) {
    return Configs.plan("workloads: {" + name + ": {dataset_name: random}}")
        .dataset()
        .workloads()
        .get(0);
  }

  @Test
  void allMistakesAreSaidAtOnceWithTheirPlaces() {
    assertThat(
            Configs.problems(
"""
input_len: 5
think_time: 1
workloads:
  chat:
    dataset_name: random
    random_input_len: 0
    sahre: 2
    share: -1
  "bad name": {dataset_name: random}
  batch:
    dataset_name: sharegpt
    share: 1
    request_rate: fast
    goodput: {ttft: -1}
    extra_body: {messages: []}
  more: {dataset_name: randum, burstiness: 0}
self_timed: true
"""))
        .satisfies(
            problems ->
                assertThat(
                        problems.stream()
                            .map(each -> each.substring(0, each.indexOf(", found")))
                            .map(each -> each.replaceAll("(expected one of random,).*", "$1"))
                            .toList())
                    .containsExactly(
                        "config.yaml:1 input_len: expected it in a class of workloads",
                        "config.yaml:2 think_time: expected requests that come when users are free",
                        "config.yaml:2 think_time: expected a number of users: max_concurrency,"
                            + " concurrency_prompts or concurrency_stages",
                        "config.yaml:5 workloads.chat: expected a request_rate, as another class"
                            + " has one",
                        "config.yaml:6 workloads.chat.random_input_len: expected an integer ≥ 1",
                        "config.yaml:7 workloads.chat: expected a member of a class (see"
                            + " docs/workloads.md)",
                        "config.yaml:8 workloads.chat.share: expected a number > 0",
                        "config.yaml:9 workloads: expected a name of at most 40 letters, digits,"
                            + " \"_\", \"-\" and \".\"",
                        "config.yaml:11 workloads.batch: expected share or request_rate",
                        "config.yaml:11 workloads.batch.dataset_path: expected a file for"
                            + " dataset_name: sharegpt",
                        "config.yaml:13 workloads.batch.request_rate: expected a number > 0"
                            + " (requests per second)",
                        "config.yaml:14 workloads.batch.goodput: expected milliseconds ≥ 0 for"
                            + " ttft",
                        "config.yaml:15 workloads.batch.extra_body: expected no messages",
                        "config.yaml:16 workloads.more: expected a request_rate, as another class"
                            + " has one",
                        "config.yaml:16 workloads.more.burstiness: expected a number > 0 or inf",
                        "config.yaml:16 workloads.more.dataset_name: expected one of random,",
                        "config.yaml:17 self_timed: expected a data set whose rows have times:"
                            + " timed_trace, mooncake_trace, bailian_trace, azure_trace,"
                            + " burstgpt_trace or requests",
                        "config.yaml:17 self_timed: expected one of workloads, self_timed to say"
                            + " when requests come"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`workloads: 5` | config.yaml:1 workloads: expected a map of names to classes, such as",
        "`workloads: []` | config.yaml:1 workloads: expected a map of names to classes, such as",
        "`workloads: {a: 5}` | config.yaml:1 workloads: expected the members of a class",
        "`workloads: [{dataset_name: random}]` | config.yaml:1 workloads: expected a class with a name",
        "`workloads: [{name: a}, {name: a}]` | config.yaml:1 workloads: expected each class once, found \"a\" again",
        "`workloads: {a: {name: b}}` | config.yaml:1 workloads: expected a name before the class or name: in it, found both",
        "`workloads:\n  a: {}\n  a: {}` | config.yaml:3 workloads: expected each key once",
        "`workloads:\n  a:\n    sahre: 2` | config.yaml:3 workloads.a: expected a member of a class (see docs/workloads.md), found \"sahre\"; the nearest known is share",
        "`workloads: {a: {seed: 2}}` | config.yaml:1 workloads.a: expected a member of a class",
        "`workloads:\n  a: {share: 0}` | config.yaml:2 workloads.a.share: expected a number > 0, found 0",
        "`workloads:\n  a: {request_rate: inf}` | config.yaml:2 workloads.a.request_rate: expected a number > 0 (requests per second), found inf",
        "`workloads:\n  a: {request_rate: 1, share: 2}` | config.yaml:2 workloads.a: expected share or request_rate, found both",
        "`workloads:\n  a: {request_rate: 1}\n  b: {dataset_name: random}` | config.yaml:3 workloads.b: expected a request_rate, as another class has one, found none",
        "`workloads:\n  a: {burstiness: 2}` | config.yaml:2 workloads.a: expected burstiness with a request_rate, found it without",
        "`workloads:\n  a: {priority: high}` | config.yaml:2 workloads.a.priority: expected an integer",
        "`workloads:\n  a: {priority: 1, extra_body: {priority: 2}}` | config.yaml:2 workloads.a: expected priority or extra_body.priority, found both",
        "`backend: tgi\nworkloads:\n  a: {priority: 1}` | config.yaml:3 workloads.a: expected priority with a backend of OpenAI's text APIs, found it with tgi",
        "`backend: tgi\nworkloads:\n  a: {top_p: 0.5}` | config.yaml:3 workloads.a.top_p: expected it with a backend of OpenAI's text APIs",
        "`workloads:\n  a:\n    random_input_len: 0` | config.yaml:3 workloads.a.random_input_len: expected an integer ≥ 1, found 0",
        "`workloads:\n  a: {dataset_name: sharegpt}` | config.yaml:2 workloads.a.dataset_path: expected a file for dataset_name: sharegpt, found none; give its path",
        "`workloads:\n  a: {dataset_name: requests, dataset_path: a.jsonl}` | config.yaml:2 workloads.a.dataset_name: expected a set whose requests are made anew, found requests",
        "`workloads:\n  a: {extra_body: {messages: []}}` | config.yaml:2 workloads.a.extra_body: expected no messages",
        "`stream: false\nworkloads:\n  a: {goodput: {ttft: 5}}` | config.yaml:3 workloads.a.goodput: expected limits of e2el alone",
        "`workloads:\n  a: {goodput: {ttft: fast}}` | config.yaml:2 workloads.a.goodput: expected milliseconds ≥ 0 for ttft, found \"fast\"",
        "`workloads:\n  a: {header: {X-A: \"${NOT_SET}\"}}` | config.yaml:2 workloads.a.header: expected the environment variable NOT_SET to be set, found it is not",
        "`lora_modules: [x, y]\nworkloads:\n  a: {model: z}` | config.yaml:3 workloads.a: expected a model of the class or models for all, found both (lora_modules names several)",
        "`model: [x, y]\nworkloads:\n  a: {model: z}` | config.yaml:3 workloads.a: expected a model of the class or models for all, found both (model names several)",
        "`dataset_mix: [{dataset_name: random}]\nworkloads: {a: {}}` | config.yaml:1 dataset_mix: expected dataset_mix or workloads, found both",
        "`input_output: [[1, 2]]\nworkloads: {a: {}}` | config.yaml:1 input_output: expected input_output or workloads, found both",
        "`request_rate: 3\nworkloads: {a: {request_rate: 1}}` | config.yaml:2 workloads: expected one of request_rate, workloads to say when requests come",
        "`rate_stages: [{duration: 1, rate: 5}]\nworkloads: {a: {request_rate: 1}}` | config.yaml:2 workloads: expected one of rate_stages, workloads to say when requests come",
        "`arrivals_file: a.txt\nworkloads: {a: {request_rate: 1}}` | config.yaml:2 workloads: expected one of arrivals_file, workloads to say when requests come",
        "`concurrency_stages: [{duration: 1, concurrency: 5}]\nworkloads: {a: {request_rate: 1}}` | config.yaml:1 concurrency_stages: expected requests that come when users are free",
        "`self_timed: true\nworkloads: {a: {dataset_name: random}}` | config.yaml:1 self_timed: expected a data set whose rows have times",
      })
  void mistakesAreSaid(String yaml, String message) {
    assertThat(Configs.problems(yaml)).singleElement().asString().startsWith(message.strip());
  }

  @Test
  void theCommandLineNamesTheClassToo() {
    assertThat(Configs.problems("", "workloads", "{a: {random_input_len: 0, share: x}}"))
        .containsExactlyInAnyOrder(
            "-Dbench.workloads.a.random_input_len: expected an integer ≥ 1, found 0",
            "-Dbench.workloads.a.share: expected a number > 0, found \"x\"");
  }

  @Test
  void ratesAndSharesAreNotMixedUp() {
    assertThat(
            Configs.plan("request_rate: 5\nworkloads: {a: {share: 2}, b: {}}")
                .dataset()
                .workloads()
                .stream()
                .map(each -> each.prompts().weight())
                .toList())
        .isEqualTo(List.of(2.0, 1.0));
  }
}
