// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import llmbench.plan.AnswerCheck;
import llmbench.plan.AnswerCheck.Kind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerJudgeTest {
  private static final String SCHEMA =
      "{\"type\":\"object\",\"required\":[\"n\"],\"properties\":{\"n\":{\"type\":\"integer\"}}}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "NUMBER | So 3 * 4 = 12. The answer is 12. | 3*4=<<3*4=12>>12 #### 12 | true",
        "NUMBER | The answer is $1,200.00 | #### 1200 | true",
        "NUMBER | -7 | 7 | false",
        "NUMBER | It is twelve. | #### 12 | false",
        "NUMBER | 12, and then 13 | #### 12 | false",
        "CHOICE | The answer is (B). | B | true",
        "CHOICE | A dog? No: C | C | true",
        "CHOICE | B | (A) | false",
        "CHOICE | I don't know | I | true",
        "CHOICE | none of them | A | false",
        "EXACT | yes | yes | true",
        "EXACT | yes. | yes | false",
        "EXACT | ' yes' | yes | true",
        "VERBATIM | yes | yes | true",
        "VERBATIM | ' yes' | yes | false",
      })
  void answersAreComparedWithTheSet(Kind kind, String answer, String reference, boolean right) {
    assertThat(judge(kind, null).right(answer, reference)).isEqualTo(right);
    assertThat(judge(kind, null).right(answer, null)).as("no reference").isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"n\": 1} | true",
        "Here: ```json {\"n\": 1} ``` | true",
        "{\"n\": \"1\"} | false",
        "{\"m\": 1} | false",
        "{\"n\": 1 | false",
        "hello | false",
      })
  void jsonIsValidatedByTheSchema(String answer, boolean right) {
    assertThat(judge(Kind.JSON_SCHEMA, SCHEMA).right(answer, null)).isEqualTo(right);
  }

  @Test
  void aRegularExpressionIsFoundAnywhere() {
    AnswerJudge judge = judge(Kind.REGEX, "b.c");
    assertThat(judge.right("ab\nc", null)).isTrue();
    assertThat(judge.right("abc", null)).isFalse();
  }

  @Test
  void whatIsNoExpressionOrSchemaIsRefused() {
    assertThatThrownBy(() -> judge(Kind.REGEX, "("))
        .isInstanceOf(DatasetException.class)
        .hasMessageStartingWith("check_answers: expected a regular expression, found ");
    assertThatThrownBy(() -> judge(Kind.JSON_SCHEMA, "{\"type\": 1, \"$ref\": \"#/nowhere\"}"))
        .isInstanceOf(DatasetException.class)
        .hasMessageStartingWith("check_answers: expected a JSON schema, found ");
  }

  private static AnswerJudge judge(Kind kind, @Nullable String text) {
    return AnswerJudge.of(new AnswerCheck(kind, text));
  }
}
