// SPDX-License-Identifier: Apache-2.0
package llmbench.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import llmbench.compare.Side;
import llmbench.config.GateFile;
import llmbench.plan.GateSpec;
import llmbench.results.RunOutcome;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GateTest {
  private static final Path SCHEMA = Path.of("src/test/resources/gate/junit.xsd");

  @TempDir private Path folder;

  @Test
  void rulesAreHeldAgainstTheCasesThatTheyAreFor() throws IOException {
    result("now", "io1x1_mc1_np9", 400, 100, "");
    result("now", "io1x1_mc2_np9", 600, 100, "");
    GateReport report =
        check(
            """
            - p99_ttft_ms < 500
            - io1x1_mc2*: failed == 0
            - not suspect
            - steady
            """,
            null);
    assertThat(report.checks()).hasSize(7);
    assertThat(report.failed())
        .singleElement()
        .isEqualTo(
            new GateCheck(
                "io1x1_mc2_np9",
                "p99_ttft_ms < 500",
                false,
                false,
                "p99_ttft_ms is 600, limit < 500"));
    assertThat(report.outcome()).isEqualTo(RunOutcome.GATE_FAILED);
    assertThat(report.summary()).isEqualTo("1 of 7 checks failed");
  }

  @Test
  void aLimitMayBeAMultipleOfTheBaselines() throws IOException {
    result("now", "io1x1_mc1_np9", 400, 94, "");
    result("before", "io1x1_mc1_np9", 400, 100, "");
    assertThat(check("- output_throughput >= 0.95 * baseline", "before").failed())
        .singleElement()
        .extracting(GateCheck::message)
        .isEqualTo("output_throughput is 94, limit >= 95 (0.95 × 100)");
    assertThat(check("- output_throughput >= 0.9 * baseline", "before").failed()).isEmpty();
  }

  @Test
  void aRunOfTheBaselineThatIsMissingFailsTheRule() throws IOException {
    result("now", "io1x1_mc1_np9", 400, 94, "");
    result("before", "io1x1_mc2_np9", 400, 100, "");
    GateReport report = check("[output_throughput >= baseline, not worse]", "before");
    assertThat(report.failed())
        .extracting(GateCheck::message)
        .containsExactly(
            "output_throughput is 94, and the baseline has none of this case",
            "the baseline has no case of this name");
  }

  @Test
  void aFigureThatIsMissingFailsTheRuleAndNamesTheNearest() throws IOException {
    result("now", "io1x1_mc1_np9", 400, 94, "");
    GateReport report = check("[p95_ttft_ms < 500, llmbench.steady.fund == true]", null);
    assertThat(report.failed())
        .extracting(GateCheck::message)
        .containsExactly(
            "the result has no p95_ttft_ms; the nearest it has is p99_ttft_ms",
            "the result has no llmbench.steady.fund; the nearest it has is llmbench.steady.found");
  }

  @Test
  void suspicionAloneHasAnOutcomeOfItsOwn() throws IOException {
    result("now", "io1x1_mc1_np9", 400, 94, "\"CPU used: 0.99, limit 0.95\"");
    GateReport report = check("[not suspect, failed == 0]", null);
    assertThat(report.outcome()).isEqualTo(RunOutcome.SUSPECT);
    assertThat(report.failed().get(0).message()).isEqualTo("CPU used: 0.99, limit 0.95");
    assertThat(check("[not suspect, failed == 1]", null).outcome())
        .isEqualTo(RunOutcome.GATE_FAILED);
    assertThat(check("[failed == 0]", null).outcome()).isEqualTo(RunOutcome.OK);
  }

  @Test
  void aRuleForCasesThatAreNotThereFails() throws IOException {
    result("now", "io1x1_mc1_np9", 400, 94, "");
    assertThat(check("- io2*: failed == 0", null).failed())
        .singleElement()
        .extracting(GateCheck::message)
        .isEqualTo("no case is called io2*; there are io1x1_mc1_np9");
    assertThat(check("- \"*_run2: failed == 0\"", null).failed()).hasSize(1);
  }

  @Test
  void notWorseComparesAllRunsOfACase() throws IOException {
    for (int run = 1; run <= 5; run++) {
      String name = "io1x1_mc1_np9" + (run == 1 ? "" : "_run" + run);
      result("before", name, 400 + run, 100 + run * 0.1, "");
      result("now", name, 401 + run, 80 + run * 0.1, "");
    }
    GateReport report = check("[not worse]", "before");
    assertThat(report.checks()).hasSize(1);
    assertThat(report.failed())
        .singleElement()
        .extracting(GateCheck::message)
        .asString()
        .startsWith(
            "worse than the baseline: output throughput 100.30 tok/s → 80.30 tok/s, -19.9 %");
    assertThat(check("[not worse by 50%]", "before").failed()).isEmpty();
  }

  @Test
  void junitXmlFollowsTheSchemaWhateverTheTextsHold() throws Exception {
    result("now", "io1x1_mc1_np9", 600, 94, "\"<&> \\\" \\u0000 \\ud83d\\ude00 ]]>\"");
    GateReport report = check("[p99_ttft_ms < 500, not suspect, failed == 0]", null);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    JUnitXml.write(out, report);
    String xml = out.toString(StandardCharsets.UTF_8);
    SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
        .newSchema(SCHEMA.toFile())
        .newValidator()
        .validate(new StreamSource(new StringReader(xml)));
    assertThat(xml)
        .contains(
            "<testsuites name=\"llmbench gate\" tests=\"3\" failures=\"2\" errors=\"0\"",
            "<testsuite name=\"io1x1_mc1_np9\" tests=\"3\" failures=\"2\"",
            "<testcase classname=\"io1x1_mc1_np9\" name=\"p99_ttft_ms &lt; 500\"",
            "message=\"p99_ttft_ms is 600, limit &lt; 500\" type=\"gate_failed\"");
  }

  @Test
  void annotationsAreEscapedAsGithubAsks() {
    GateReport report =
        new GateReport(
            List.of(
                new GateCheck("a,b", "failed == 0", false, false, "100 % of\nall: failed"),
                new GateCheck("a", "steady", true, false, "yes")));
    assertThat(GithubAnnotations.of(report))
        .isEqualTo("::error title=a%2Cb%3A failed == 0::100 %25 of%0Aall: failed\n");
  }

  @Test
  void textAndJsonHoldEveryCheck() throws IOException {
    result("now", "io1x1_mc1_np9", 600, 94, "");
    GateReport report = check("[p99_ttft_ms < 500, failed == 0]", null);
    assertThat(GateText.of(report, false))
        .isEqualTo(
            """
            io1x1_mc1_np9
              FAIL  p99_ttft_ms < 500  (p99_ttft_ms is 600, limit < 500)
              pass  failed == 0  (failed is 0, limit == 0)
            Gate: 1 of 2 checks failed
            """);
    assertThat(GateText.of(report, true)).contains("\u001b[31mFAIL\u001b[0m");
    var json = new ObjectMapper().readTree(GateJson.of(report));
    assertThat(json.path("exit_code").asInt()).isEqualTo(5);
    assertThat(json.path("checks").get(0).path("passed").asBoolean()).isFalse();
  }

  private GateReport check(String rules, @Nullable String baseline) throws IOException {
    GateSpec spec = GateFile.read(Files.writeString(folder.resolve("rules.yaml"), rules));
    Side before = baseline == null ? null : Side.of(List.of(folder.resolve(baseline)));
    return new Gate(spec, before).check(Side.of(List.of(folder.resolve("now"))));
  }

  private void result(String run, String name, double ttft, double output, String suspect)
      throws IOException {
    Path file = folder.resolve(run).resolve("bench_" + name + ".json");
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        """
        {"model_id": "m", "num_prompts": 9, "request_rate": "inf", "max_concurrency": 1,
         "duration": 10, "completed": 9, "failed": 0, "request_throughput": 0.9,
         "output_throughput": %s, "p99_ttft_ms": %s,
         "llmbench": {"format": 1, "case": {"name": "%s"}, "simulated": false, "partial": false,
                      "steady": {"found": true}, "suspect": [%s]}}
        """
            .formatted(output, ttft, name, suspect));
  }
}
