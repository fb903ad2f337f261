// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import llmbench.plan.Plan;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The file that a new user starts from. */
class ShippedConfigTest {
  private static final Path FILE = Path.of("src/test/resources/config.yaml");
  private static final Pattern COMMENTED = Pattern.compile("(?m)^#([a-z0-9_]+):(.*)$");
  private static final String TEXT = text();

  private record Line(String key, String value) {}

  @Test
  void fiveKeysAreActiveAndRunTheEmbeddedEngine() {
    Plan plan = Configs.plan(TEXT);
    assertThat(plan.options())
        .containsOnlyKeys("model", "base_url", "tokenizer", "input_output", "concurrency_prompts");
    assertThat(plan.target().embedded()).isTrue();
    assertThat(plan.cases()).hasSizeGreaterThanOrEqualTo(4);
  }

  @Test
  void everyOtherKeyStandsThereOnceAsAComment() {
    List<String> commented = lines().stream().map(Line::key).toList();
    assertThat(commented).doesNotHaveDuplicates();
    List<String> all = new ArrayList<>(commented);
    all.addAll(Configs.plan(TEXT).options().keySet());
    assertThat(all)
        .containsExactlyInAnyOrderElementsOf(KeyIndex.all().stream().map(Key::name).toList());
  }

  @Test
  void everyCommentedKeyHasALineOfExplanationAboveIt() {
    assertThat(Pattern.compile("(?m)^# .*\\.\n#[a-z0-9_]+:").matcher(TEXT).results().count())
        .isEqualTo(lines().size());
  }

  @TestFactory
  Stream<DynamicTest> uncommentedKeyIsReadOrRefusedByName() {
    return lines().stream()
        .map(line -> DynamicTest.dynamicTest(line.key(), () -> assertUncommented(line)));
  }

  private static void assertUncommented(Line line) {
    Key<?> key = Objects.requireNonNull(KeyIndex.named(line.key()));
    if (key.defaultText() != null) {
      assertThat(line.value()).as("its default").isEqualTo(key.defaultText());
    }
    List<String> problems =
        Configs.problems(TEXT.replace("\n#" + line.key() + ":", "\n" + line.key() + ":"));
    boolean replacesAList =
        List.of(
                DatasetKeys.INPUT_LEN,
                DatasetKeys.OUTPUT_LEN,
                DatasetKeys.RANDOM_INPUT_LEN,
                DatasetKeys.RANDOM_OUTPUT_LEN,
                Keys.MAX_CONCURRENCY,
                Keys.NUM_PROMPTS,
                TargetKeys.HOST,
                TargetKeys.PORT)
            .contains(key);
    boolean refused = replacesAList || List.of("logprobs", "template").contains(line.key());
    if (refused && !line.value().isEmpty()) {
      assertThat(problems).singleElement().asString().contains(" " + line.key() + ": expected ");
    } else {
      assertThat(problems).isEmpty();
    }
  }

  private static List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    Matcher matcher = COMMENTED.matcher(TEXT);
    while (matcher.find()) {
      lines.add(new Line(matcher.group(1), matcher.group(2).strip()));
    }
    return lines;
  }

  private static String text() {
    try {
      return Files.readString(FILE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
