// SPDX-License-Identifier: Apache-2.0
package llmbench.results;

import static llmbench.metrics.Requests.request;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import llmbench.metrics.ServingMetrics;
import llmbench.plan.Case;
import llmbench.plan.FigureNames;
import llmbench.plan.Metric;
import llmbench.plan.MetricSpec;
import llmbench.plan.Slo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepeatsFileTest {
  private static final Case CASE = new Case(2, 8, 4, null, 10);

  @TempDir Path folder;

  @Test
  void jsonAndCsvHoldTheSame() throws IOException {
    RepeatedCase twice =
        RepeatedCase.of(
            CASE.withRun(3),
            List.of(figures(2, 50), figures(4, 50)),
            List.of("io8x4_mcinf_np10_run2"));
    RepeatedCase once =
        RepeatedCase.of(new Case(3, 8, 4, 1, 10), List.of(figures(1, 2)), List.of());
    RepeatsFile.write(folder, List.of(twice, once));

    JsonNode json = new ObjectMapper().readTree(folder.resolve("repeats.json").toFile());
    JsonNode first = json.path("cases").get(0);
    assertThat(first.path("case").asText()).isEqualTo("io8x4_mcinf_np10");
    assertThat(first.path("runs").asInt()).isEqualTo(2);
    assertThat(first.path("left_out").get(0).asText()).isEqualTo("io8x4_mcinf_np10_run2");
    assertThat(first.path("figures").path("mean_ttft_ms").toString())
        .isEqualTo(
            "{\"mean\":50.0,\"std\":0.0,\"cv\":0.0,\"ci95_low\":50.0,\"ci95_high\":50.0,"
                + "\"ci95_half_width\":0.0}");
    JsonNode rate = first.path("figures").path("request_throughput");
    assertThat(rate.path("mean").asDouble()).isEqualTo(3);
    assertThat(rate.path("ci95_high").asDouble() - rate.path("ci95_low").asDouble())
        .isEqualTo(2 * rate.path("ci95_half_width").asDouble());

    List<String> csv = Files.readAllLines(folder.resolve("aggregate_repeats.csv"));
    assertThat(csv).hasSize(5);
    assertThat(csv.get(0))
        .isEqualTo(
            "case,number,input_len,output_len,max_concurrency,num_prompts,runs,figure,mean,std,cv,"
                + "ci95_low,ci95_high,ci95_half_width");
    assertThat(csv.get(2))
        .isEqualTo("io8x4_mcinf_np10,2,8,4,,10,2,mean_ttft_ms,50.0,0.0,0.0,50.0,50.0,0.0");
    assertThat(csv.get(4)).isEqualTo("io8x4_mc1_np10,3,8,4,1,10,1,mean_ttft_ms,2.0,,,,,");
    assertThat(AggregateCsv.write(folder).rows()).as("it is no result").isZero();
  }

  @Test
  void figuresAreThoseOfTheResultByTheirNames() throws IOException {
    MetricSpec spec =
        new MetricSpec(
            EnumSet.of(Metric.TTFT, Metric.TPOT, Metric.ITL, Metric.CLIENT_QUEUE_TIME),
            List.of(50.0, 99.9, 50.0),
            new Slo(1000.0, null, null));
    ServingMetrics metrics =
        ServingMetrics.of(
            List.of(
                request(0).sentAt(0).dueAt(0).output(10, 20, 35).build(),
                request(1).sentAt(5).dueAt(1).output(17, 40).build()),
            spec);
    Case benchCase = new Case(1, 8, 4, 2, 2);
    Map<String, Double> values = FigureValues.of(metrics.figures(), spec, benchCase);
    assertThat(values.keySet()).containsExactlyElementsOf(FigureNames.of(spec));

    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ResultWriter.writeTo(out, metrics, Plans.of(spec, benchCase).context());
    JsonNode result = new ObjectMapper().readTree(out.toByteArray());
    values.forEach(
        (name, value) -> assertThat(result.path(name).asDouble(-1)).as(name).isEqualTo(value));
  }

  private static Map<String, Double> figures(double rate, double ttft) {
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("request_throughput", rate);
    figures.put("mean_ttft_ms", ttft);
    return figures;
  }
}
