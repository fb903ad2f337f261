// SPDX-License-Identifier: Apache-2.0
package llmbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import llmbench.config.ConfigException;
import llmbench.config.DatasetCatalog;
import llmbench.config.OptionNames;
import llmbench.config.PlanReader;
import llmbench.plan.Plan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Against what vLLM's own parser says of its flags: golden/cli/vllm-bench-serve.py. */
class ServeFlagsTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden/cli/vllm-bench-serve.tsv");

  record Golden(String flag, String follows, String defaultText, String choices) {
    @Override
    public String toString() {
      return flag;
    }
  }

  static List<Golden> goldens() throws IOException {
    return Files.readAllLines(GOLDEN).stream()
        .skip(1)
        .map(line -> line.split("\t", -1))
        .map(cells -> new Golden(cells[0], cells[1], cells[2], cells[3]))
        .toList();
  }

  private static Flag flag(Golden golden) {
    return ServeFlags.all().stream()
        .filter(flag -> flag.name().equals(golden.flag()))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no flag " + golden.flag()));
  }

  @Test
  void theFlagsAreVllmsAndNoOthers() throws IOException {
    assertThat(ServeFlags.all().stream().map(Flag::name))
        .containsExactlyInAnyOrderElementsOf(goldens().stream().map(Golden::flag).toList());
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void eachTakesWhatItTakesInVllm(Golden golden) {
    String expected =
        switch (flag(golden).kind()) {
          case VALUE, JSON -> "1";
          case SWITCH -> "switch";
          case EITHER -> "either";
          case SOME -> "+";
          case ANY -> "*";
        };
    assertThat(expected).isEqualTo(golden.follows());
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void eachHasVllmsDefault(Golden golden) {
    String own = flag(golden).defaultText();
    String ours = own == null ? "-" : own;
    // Drawn anew in each run, there as here.
    String theirs = golden.flag().equals("--request-id-prefix") ? "-" : golden.defaultText();
    assertThat(ours).isEqualTo(theirs);
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void eachIsAKeyOrDoneOrSaidToHaveNoEffect(Golden golden) {
    String key = flag(golden).key();
    boolean done = ServeOptions.OF_FILES.contains(key);
    boolean said = ServeOptions.WITHOUT_EFFECT.containsKey(key);
    if (said) {
      Object value = golden.follows().equals("switch") ? true : "x";
      Asked asked = ServeOptions.of(Map.of(key, value));
      assertThat(asked.overrides()).doesNotContainKey(key);
      assertThat(asked.notices()).singleElement().asString().startsWith(golden.flag());
    } else {
      assertThat(done || OptionNames.known(key)).as(key).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void givingTheDefaultChangesNothing(Golden golden) {
    Flag flag = flag(golden);
    if (flag.kind() == Flag.Kind.SWITCH || flag.defaultText() == null) {
      return;
    }
    if (flag.name().equals("--endpoint")) {
      assertThat(plan(List.of()).target().endpoint()).isNull();
      return; // null is the backend's own, which ServeOptionsTest looks at
    }
    List<String> base = datasetFor(flag.key());
    List<String> given = new ArrayList<>(base);
    given.addAll(List.of(flag.name(), flag.defaultText()));
    assertThat(plan(given)).isEqualTo(plan(base));
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void eachChoiceIsTaken(Golden golden) {
    if (golden.choices().equals("-")) {
      return;
    }
    for (String choice : golden.choices().split(",", -1)) {
      List<String> args = new ArrayList<>(datasetFor(flag(golden).key()));
      args.addAll(List.of(golden.flag(), choice));
      Asked asked = asked(args);
      assertThat(asked.notices()).isEmpty();
      assertThat(OptionNames.known(flag(golden).key())).isTrue();
      List<String> mistakes = mistakes(asked);
      assertThat(mistakes.stream().filter(each -> each.contains("expected one of"))).isEmpty();
    }
  }

  /** A data set for which the key has an effect, with a file that nobody opens. */
  private static List<String> datasetFor(String key) {
    if (DatasetCatalog.useful(key, "random")) {
      return List.of();
    }
    DatasetCatalog.Entry entry =
        DatasetCatalog.all().stream()
            .filter(each -> DatasetCatalog.useful(key, each.name()))
            .findFirst()
            .orElseThrow();
    List<String> args = new ArrayList<>(List.of("--dataset-name", entry.name()));
    if (entry.hasFile()) {
      args.addAll(List.of("--dataset-path", path(key)));
    }
    if (key.startsWith("asr_")) {
      args.addAll(List.of("--backend", "openai-audio"));
    }
    if (entry.name().equals("random-mm")) {
      args.addAll(List.of("--backend", "openai-chat"));
    }
    return args;
  }

  private static String path(String key) {
    if (key.startsWith("asr_")) {
      return "openslr/librispeech_asr";
    }
    return key.startsWith("blazedit_") ? "vdaita/edit_5k_char" : "x.jsonl";
  }

  private static Asked asked(List<String> args) {
    return ServeCommand.of(
        Stream.concat(Stream.of("vllm", "bench", "serve"), args.stream()).toList());
  }

  private static Plan plan(List<String> args) {
    Plan plan =
        new PlanReader(() -> "01234567")
            .read(Path.of(PlanReader.NO_FILE), asked(args).overrides(), Map.of());
    return plan.withOptions(Map.of());
  }

  private static List<String> mistakes(Asked asked) {
    try {
      Objects.requireNonNull(
          new PlanReader().read(Path.of(PlanReader.NO_FILE), asked.overrides(), Map.of()));
      return List.of();
    } catch (ConfigException e) {
      return new ArrayList<>(new TreeSet<>(e.problems()));
    }
  }
}
