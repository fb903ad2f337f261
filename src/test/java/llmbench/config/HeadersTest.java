// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import llmbench.plan.Plan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers, and that nothing of their values is ever shown. */
class HeadersTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "header: {X-A: one, Authorization: 'Bearer ${TOKEN}'}",
        "header: [X-A=one, 'Authorization=Bearer ${TOKEN}']",
        "header: [X-A: one, Authorization: 'Bearer ${TOKEN}']",
        "header: ['X-A = one', 'Authorization =  Bearer ${TOKEN} ']",
      })
  void anyFormGivesTheSameHeadersInOrder(String yaml) {
    assertThat(Configs.plan(yaml).target().headers())
        .containsExactly(Map.entry("X-A", "one"), Map.entry("Authorization", "Bearer s3cret"));
  }

  @Test
  void oneTextIsOneHeader() {
    assertThat(Configs.plan("header: Authorization=Basic dTpwYXNz==").target().headers())
        .containsExactly(Map.entry("Authorization", "Basic dTpwYXNz=="));
    assertThat(Configs.problems("header: X-A=one X-B=two"))
        .containsExactly(
            "config.yaml:1 header: expected one NAME=VALUE in a text, found several; write a list"
                + " or a map");
  }

  @Test
  void overrideTakesHeadersToo() {
    assertThat(Configs.plan("", "header", "{X-A: '${TOKEN}'}").target().headers())
        .containsExactly(Map.entry("X-A", "s3cret"));
  }

  @Test
  void valuesAreMaskedWhereverThePlanIsShown() {
    Plan plan = Configs.plan("header: {Authorization: 'Bearer ${TOKEN}', X-B: plain-s3cret}");
    assertThat(plan.options())
        .containsExactly(Map.entry("header", Map.of("Authorization", "***", "X-B", "***")));
    assertThat(plan.toString()).doesNotContain("s3cret").doesNotContain("TOKEN");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "header: {Authorization: '${NOT_SET} s3cret'}",
        "header: {Authorization: '${BAD}'}",
        "header: {Authorization: '${s3cret'}",
        "header: {Authorization: ''}",
        "header: {Authorization: [s3cret]}",
        "header: {Authorization: !s3cret x}",
        "header: {Authorization: *s3cret}",
        "header: {Authorization: \"s3cret}",
        "header: {Authorization: \"\\Us3cret\"}",
        "header: {'X s3cret': 1}",
        "header: 'Authorization: Bearer s3cret='",
        "header: ['Authorization: Bearer s3cret']",
        "header: [s3cret=]",
        "header: s3cret",
        "header: [[s3cret]]",
        "header: {X: a s3cret, x: b s3cret}",
        "header: {X: s3cret, X: s3cret}",
        "api_key: s3cret",
        "base_url: http://user:s3cret@host:8000",
        "base_url: htp:user:s3cret@host",
      })
  void mistakesShowNoSecret(String yaml) {
    assertThat(Configs.problems(yaml))
        .isNotEmpty()
        .allSatisfy(problem -> assertThat(problem).doesNotContain("s3cret"));
    int colon = yaml.indexOf(':');
    assertThat(Configs.problems("", yaml.substring(0, colon), yaml.substring(colon + 1)))
        .isNotEmpty()
        .allSatisfy(problem -> assertThat(problem).doesNotContain("s3cret"));
  }

  @Test
  void variableThatIsNotSetIsNamed() {
    assertThat(Configs.problems("header:\n  A: x\n  B: ${NOT_SET}"))
        .containsExactly(
            "config.yaml:3 header: expected the environment variable NOT_SET to be set, found it is"
                + " not");
  }

  @Test
  void headersThatDifferOnlyInCaseAreOneHeaderTwice() {
    assertThat(Configs.problems("header: {X-A: '1', x-a: '2'}"))
        .isEqualTo(List.of("config.yaml:1 header: expected each header once, found \"x-a\" again"));
  }
}
