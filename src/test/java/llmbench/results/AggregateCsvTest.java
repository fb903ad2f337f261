// SPDX-License-Identifier: Apache-2.0
package llmbench.results;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import llmbench.Golden;
import llmbench.metrics.KnownAnswer;
import llmbench.plan.Case;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AggregateCsvTest {
  private static final String RESULT =
      "{\"date\": \"20260131-123456\", \"duration\": 1.50, \"completed\": 3,"
          + " \"request_throughput\": 2e0}";

  @TempDir private Path folder;

  @Test
  void everyKindOfResultBecomesARowAndTheRestIsNamedOrPassedOver() throws IOException {
    writeOurs(new Case(1, 256, 256, 4, 40));
    put("bench_io256x256_mc1_np10.json", Golden.read("results/seed-era.json"));
    put("vllm-inf-qwen.json", Golden.read("vllm/bench-detailed.json"));
    put("vllm-appended.json", Golden.read("vllm/bench-appended.json"));
    put("cut.json", Golden.read("vllm/bench-detailed.json").substring(0, 700));
    put("summary.json", "[" + RESULT + "]");
    put("notes.txt", RESULT);
    StatusFile.write(folder, RunOutcome.OK, "done", Plans.DATE, List.of());

    Golden.check(
        "results/" + AggregateCsv.FILE_NAME,
        () -> {
          AggregateCsv.Report report = AggregateCsv.write(folder);
          assertThat(report.rows()).isEqualTo(5);
          assertThat(report.problems()).hasSize(1);
          assertThat(report.problems().get(0)).startsWith("cut.json is not JSON at line 1: ");
          return Files.readString(report.file());
        });
  }

  @Test
  void rowsStandInTheOrderOfTheNumbersInTheirNames() throws IOException {
    List<String> names =
        List.of(
            "bench_io256x256_mc1_np10.json",
            "bench_io256x256_mc4_np40.json",
            "bench_io256x256_mc16_np160.json",
            "bench_io1024x256_mc1_np10.json",
            "bench_io1024x1024_mc1_np10.json");
    for (String name : names) {
      put(name, RESULT);
    }

    assertThat(rows()).extracting(row -> row.get("filename")).containsExactlyElementsOf(names);
    assertThat(rows())
        .extracting(row -> row.get("input_len") + "x" + row.get("output_len"))
        .containsExactly("256x256", "256x256", "256x256", "1024x256", "1024x1024");
  }

  @Test
  void numbersKeepTheirText() throws IOException {
    put("a.json", RESULT.replace("}", ", \"burstiness\": Infinity, \"max_concurrency\": null}"));

    Map<String, String> row = rows().get(0);

    assertThat(row)
        .containsEntry("duration", "1.50")
        .containsEntry("request_throughput", "2e0")
        .containsEntry("burstiness", "Infinity")
        .containsEntry("max_concurrency", "")
        .containsEntry("input_len", "");
  }

  @Test
  void aTextThatASpreadsheetWouldRunIsNone() throws IOException {
    put(
        "a.json",
        RESULT.replace("}", ", \"=1+1\": \"@SUM(A1)\", \"gain\": -1.5, \"team\": \"-2+3\"}"));

    assertThat(rows().get(0))
        .containsEntry("'=1+1", "'@SUM(A1)")
        .containsEntry("gain", "-1.5")
        .containsEntry("team", "'-2+3");
  }

  @Test
  void metadataWithDelimitersAndNamesOfOursIsSafe() throws IOException {
    put(
        "a.json",
        RESULT.replace(
            "}",
            ", \"note, \\\"x\\\"\": \"a,\\\"b\\\"\\r\\nc\", \"filename\": \"forged\","
                + " \"input_len\": 7}"));

    assertThat(rows()).hasSize(1);
    assertThat(rows().get(0))
        .containsEntry("note, \"x\"", "a,\"b\"\r\nc")
        .containsEntry("filename", "a.json")
        .containsEntry("input_len", "");
    assertThat(Files.readString(folder.resolve(AggregateCsv.FILE_NAME)))
        .contains("\"a,\"\"b\"\"\r\nc\"")
        .endsWith(",a.json\r\n");
  }

  @Test
  void wholeResultsBeforeABrokenOneAreKept() throws IOException {
    put("a.json", RESULT + "\n" + RESULT + "\n" + RESULT.substring(0, 40));

    AggregateCsv.Report report = AggregateCsv.write(folder);

    assertThat(report.rows()).isEqualTo(2);
    assertThat(report.problems()).hasSize(1);
    assertThat(report.problems().get(0)).startsWith("a.json is not JSON at line 3");
  }

  @Test
  void emptyFileIsNamed() throws IOException {
    put("a.json", "");
    put("b.json", RESULT);

    assertThat(AggregateCsv.write(folder).problems()).containsExactly("a.json is empty");
  }

  @Test
  void folderWithoutResultsGetsNoCsv() throws IOException {
    put("a.json", "{\"duration\": 1}");

    AggregateCsv.Report report = AggregateCsv.write(folder);

    assertThat(report.rows()).isZero();
    assertThat(report.problems()).isEmpty();
    assertThat(report.file()).doesNotExist();
  }

  @Test
  void missingFolderIsNamed() {
    assertThatThrownBy(() -> AggregateCsv.write(folder.resolve("none")))
        .isInstanceOf(IOException.class)
        .hasMessage("cannot read folder " + folder.resolve("none") + ": no such file or directory");
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void anyBytesAreARowOrANamedSkipOrNoResult(long seed) throws IOException {
    Random random = new Random(seed);
    byte[] real = Golden.read("vllm/bench-appended.json").getBytes(UTF_8);
    put("good.json", RESULT);
    for (int i = 0; i < 60; i++) {
      byte[] bytes;
      if (i % 3 == 0) {
        bytes = new byte[random.nextInt(200)];
        random.nextBytes(bytes);
      } else {
        bytes = real.clone();
        for (int change = random.nextInt(6); change >= 0; change--) {
          bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
      }
      Files.write(folder.resolve("any" + i + ".json"), bytes);
    }

    AggregateCsv.Report report = AggregateCsv.write(folder);

    List<Map<String, String>> rows = rows();
    assertThat(rows).hasSize(report.rows());
    assertThat(rows).anyMatch(row -> "good.json".equals(row.get("filename")));
    for (int i = 0; i < 60; i += 3) {
      String name = "any" + i + ".json";
      assertThat(report.problems().stream().anyMatch(problem -> problem.startsWith(name + " ")))
          .as(name + " is random bytes, and so no JSON")
          .isTrue();
    }
  }

  private void writeOurs(Case benchCase) throws IOException {
    KnownAnswer answer = KnownAnswer.load("plain");
    Plans plans = Plans.of(answer.spec(), benchCase).in(folder).metadata(Map.of("gpu", "none"));
    ResultWriter.write(answer.metrics(), plans.context());
  }

  private void put(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private List<Map<String, String>> rows() throws IOException {
    Path file = AggregateCsv.write(folder).file();
    CsvSchema schema = CsvSchema.emptySchema().withHeader();
    try (MappingIterator<Map<String, String>> rows =
        new CsvMapper().readerForMapOf(String.class).with(schema).readValues(file.toFile())) {
      return new ArrayList<>(rows.readAll());
    }
  }
}
