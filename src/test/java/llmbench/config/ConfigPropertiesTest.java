// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import llmbench.plan.Plan;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the bytes, the end is a plan or a list of mistakes, never another exception. */
@Timeout(120)
class ConfigPropertiesTest {
  private static final int ROUNDS = 400;

  /** What YAML and the keys' own forms are made of. */
  private static final List<String> PIECES =
      List.of(
          ": ",
          "\n",
          "- ",
          "[",
          "]",
          "{",
          "}",
          ",",
          "\"",
          "'",
          "#",
          "&a ",
          "*a",
          "!t ",
          "|\n",
          ">\n",
          "? ",
          "---\n",
          "...\n",
          "%YAML 1.1\n",
          "<<: ",
          "~",
          "null",
          "true",
          ".inf",
          ".nan",
          "-1",
          "0",
          "1e999",
          "99999999999999999999999",
          "0x1F",
          "1:30",
          "${",
          "${TOKEN}",
          "=",
          "a=b",
          "ttft:1",
          "embedded",
          "http://",
          "\t",
          "\\",
          "\"\\UFFFFFFFF\"",
          "\u0000",
          "\uFEFF",
          "é",
          "[[1,2],[3,4]]",
          "{input: 0.1, output: 0.2}",
          "!!binary ",
          "@",
          "`",
          "% ");

  @TempDir Path folder;

  static IntStream seeds() {
    return IntStream.range(0, 8);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void anyBytes(int seed) throws IOException {
    Random random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      byte[] bytes = new byte[random.nextInt(200)];
      random.nextBytes(bytes);
      assertPlanOrMistakes(bytes, Map.of());
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void anyPiecesOfYaml(int seed) throws IOException {
    Random random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      StringBuilder text = new StringBuilder();
      int pieces = random.nextInt(30);
      for (int i = 0; i < pieces; i++) {
        text.append(random.nextInt(3) == 0 ? anyKey(random) + ": " : anyPiece(random));
      }
      assertPlanOrMistakes(text.toString().getBytes(StandardCharsets.UTF_8), Map.of());
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void shippedFileWithAnyKeyUncommentedAndAnyBytesChanged(int seed) throws IOException {
    Random random = new Random(seed);
    String shipped =
        Pattern.compile("(?m)^#([a-z0-9_]+:)")
            .matcher(Files.readString(Path.of("src/test/resources/config.yaml")))
            .replaceAll(match -> random.nextInt(4) == 0 ? "$1" : "#$1");
    for (int round = 0; round < ROUNDS / 4; round++) {
      StringBuilder text = new StringBuilder(shipped);
      for (int i = random.nextInt(4); i >= 0; i--) {
        int at = random.nextInt(text.length());
        text.replace(at, Math.min(text.length(), at + random.nextInt(3)), anyPiece(random));
      }
      assertPlanOrMistakes(text.toString().getBytes(StandardCharsets.UTF_8), Map.of());
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void anyOverrides(int seed) throws IOException {
    Random random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      String key = random.nextInt(10) == 0 ? anyPiece(random) : anyKey(random);
      String value = anyPiece(random) + (random.nextBoolean() ? anyPiece(random) : "");
      assertPlanOrMistakes(new byte[0], Map.of(key, value));
    }
  }

  private void assertPlanOrMistakes(byte[] bytes, Map<String, String> overrides)
      throws IOException {
    Path file = Files.write(folder.resolve("config.yaml"), bytes);
    try {
      Plan plan = new PlanReader(() -> "0123abcd").read(file, overrides, Configs.ENVIRONMENT);
      assertThat(plan.cases()).isNotEmpty();
      assertThat(plan.toString()).doesNotContain("s3cret");
    } catch (ConfigException e) {
      assertThat(e.problems()).isNotEmpty().allMatch(problem -> problem.contains("expected "));
      assertThat(e.getMessage()).doesNotContain("s3cret");
    }
  }

  private static String anyPiece(Random random) {
    return PIECES.get(random.nextInt(PIECES.size()));
  }

  private static String anyKey(Random random) {
    List<Key<?>> all = KeyIndex.all();
    return all.get(random.nextInt(all.size())).name();
  }
}
