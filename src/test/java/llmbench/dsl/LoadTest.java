// SPDX-License-Identifier: Apache-2.0
package llmbench.dsl;

import static llmbench.dsl.LlmDsl.arrivalsFile;
import static llmbench.dsl.LlmDsl.arrivalsOf;
import static llmbench.dsl.LlmDsl.concurrentUsers;
import static llmbench.dsl.LlmDsl.exponentialRamp;
import static llmbench.dsl.LlmDsl.linearRamp;
import static llmbench.dsl.LlmDsl.prompts;
import static llmbench.dsl.LlmDsl.rateCurve;
import static llmbench.dsl.LlmDsl.rateStages;
import static llmbench.dsl.LlmDsl.requestRate;
import static llmbench.dsl.LlmDsl.stage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Shapes of load as a simulation writes them. */
class LoadTest {
  private static final String TOKENIZER = "src/test/resources/tokenizers/llmbench-small";

  /** One of vLLM's own schedules ({@code golden/traffic/make_arrivals.py}). */
  private record Schedule(String name, Load load, double[] seconds) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Schedule> schedules() throws IOException {
    List<String> lines =
        Files.readAllLines(Path.of("src/test/resources/golden/traffic/arrivals.txt"));
    List<Schedule> schedules = new ArrayList<>();
    for (int i = 0; i < lines.size(); ) {
      String[] cells = lines.get(i++).split(" ", -1);
      i += lines.get(i).startsWith("changes ") ? 1 : 0;
      int to = i + Integer.parseInt(cells[2]);
      double start = number(cells[6]);
      double end = number(cells[7]);
      Load shape =
          switch (cells[5]) {
            case "linear" -> linearRamp(start, end);
            case "exponential" -> exponentialRamp(start, end);
            default -> requestRate(number(cells[3]));
          };
      if (cells[8].equals("-")) { // nothing was drawn before
        schedules.add(
            new Schedule(
                cells[0],
                shape
                    .seed(Long.parseLong(cells[1]))
                    .users(Integer.parseInt(cells[2]))
                    .burstiness(number(cells[4])),
                lines.subList(i, to).stream().mapToDouble(Double::parseDouble).toArray()));
      }
      i = to;
    }
    return schedules.stream();
  }

  private static double number(String text) {
    return text.equals("inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(text);
  }

  @ParameterizedTest
  @MethodSource("schedules")
  void usersComeAtVllmsTimes(Schedule schedule) {
    double[] seconds = schedule.load().seconds();
    assertThat(seconds).hasSize(schedule.seconds().length);
    for (int i = 0; i < seconds.length; i++) {
      assertThat(Math.round(seconds[i] * 1e9))
          .as("%s", i)
          .isEqualTo(Math.round(schedule.seconds()[i] * 1e9));
    }
  }

  @Test
  void thereAreAThousandUsersUnlessToldAsVllmHas() {
    assertThat(requestRate(10).seconds()).hasSize(1_000);
  }

  @Test
  void stagesFollowEachOther() {
    Load load =
        rateStages(
                stage(Duration.ofSeconds(2)).at(1),
                stage(Duration.ofSeconds(1)).fromTo(0, 4),
                stage(Duration.ofSeconds(2)).bursts(3, Duration.ofSeconds(1)))
            .burstiness(Double.POSITIVE_INFINITY)
            .during(Duration.ofSeconds(5));
    double half = 2 + Math.sqrt(0.5); // the integral 2t² reaches 1 there
    assertThat(load.seconds())
        .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-9 ? 0 : Double.compare(a, b))
        .containsExactly(1, 2, half, 3, 3, 3, 3, 4, 4, 4);
  }

  @Test
  void filesSayWhenUsersCome(@TempDir Path folder) throws IOException {
    Path arrivals = Files.writeString(folder.resolve("arrivals.txt"), "# kept\n0.5\n0.75\n2\n");
    assertThat(arrivalsFile(arrivals).seconds()).containsExactly(0.5, 0.75, 2);
    Path curve = Files.writeString(folder.resolve("rate.csv"), "seconds,value\n0,10\n1,10\n");
    assertThat(rateCurve(curve).burstiness(Double.POSITIVE_INFINITY).users(3).seconds())
        .containsExactly(0.1, 0.2, 0.3);
  }

  @Test
  void aTracesRowsComeAtTheirTimesAndBringTheirRecords() {
    Prompts trace =
        prompts("timed_trace")
            .backend("openai")
            .path("src/test/resources/datasets/timed_trace.jsonl")
            .tokenizer(TOKENIZER);
    double[] seconds = arrivalsOf(trace).seconds();
    assertThat(seconds).isSorted().hasSize(trace.records().size()).hasSizeGreaterThan(3);
    double[] twice = arrivalsOf(trace.option("trace_speedup", 2)).seconds();
    assertThat(twice[2] - twice[1]).isEqualTo((seconds[2] - seconds[1]) / 2);
    assertThat(arrivalsOf(trace.option("trace_window", List.of(0, seconds[2] + 1e-6))).seconds())
        .hasSizeLessThan(seconds.length);
  }

  @Test
  void usersWhoWaitForEachOtherHaveNoTimes() {
    assertThatThrownBy(() -> concurrentUsers(8).users(100).seconds())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "concurrentUsers(8): expected a load with times, found one whose users come when others go");
  }

  @Test
  void mistakesAreToldAllAtOnceAndByTheBatchsRules() {
    assertThatThrownBy(() -> requestRate(-1).users(0).burstiness(0).seconds())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("requestRate(-1.0) request_rate: expected ")
        .hasMessageContaining("requestRate(-1.0) burstiness: expected ")
        .hasMessageContaining("requestRate(-1.0) num_prompts: expected ");
    assertThatThrownBy(() -> requestRate(1).option("think_time", 2).seconds())
        .hasMessageContaining("think_time: expected requests that come when users are free");
    assertThatThrownBy(() -> requestRate(1).option("dataset_name", "random"))
        .hasMessageContaining("requestRate(1.0): expected one of [arrivals_file, burstiness, ")
        .hasMessageEndingWith("found dataset_name");
    assertThatThrownBy(() -> arrivalsFile(Path.of("nowhere.txt")).seconds())
        .hasMessageContaining("arrivals_file: expected a file, found none at nowhere.txt");
  }
}
