// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import llmbench.engine.EmbeddedEngine;
import llmbench.recording.RecordReader;
import llmbench.recording.RequestClass;
import llmbench.recording.RequestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests that tell a server their limits, as it sees them. */
class SloHeadersEndToEndTest {
  @TempDir private Path folder;

  @Test
  void headersTellEachRequestsOwnLimits() throws Exception {
    Path rows = folder.resolve("rows.jsonl");
    Files.writeString(
        rows,
        """
        {"prompt": "one", "slo": {"ttft": 1500, "e2el": 9000}}
        {"prompt": "two"}
        """);
    String classes =
        "{chat: {dataset_name: random, random_input_len: 16, output_len: 4, share: 8,"
            + " goodput: {ttft: 250, tpot: 12.5}, header: {X-Tenant: \"${TENANT}\"}},"
            + " rows: {dataset_name: custom, dataset_path: '"
            + rows
            + "', output_len: 4, share: 2, disable_shuffle: true, skip_chat_template: true}}";
    try (EmbeddedEngine engine = Engines.exact(5, 1);
        HeaderGateway gateway = new HeaderGateway(engine.baseUri())) {
      GatlingProcess.Finished run =
          new GatlingProcess(folder)
              .option("base_url", gateway.baseUri())
              .option("input_output", "")
              .option("concurrency_prompts", "")
              .environment("TENANT", "s3cret")
              .option("workloads", classes)
              .option("goodput", "tpot:40")
              .option("slo_headers", true)
              .option("slo_unit", "s")
              .option("slo_e2el_header", "x-slo-e2el")
              .option("header", "{X-Tenant: all}")
              .option("num_prompts", 20)
              .option("max_concurrency", 5)
              .option("request_id_prefix", "r-")
              .run();
      assertThat(run.exitCode()).as(run.output()).isZero();
      assertThat(run.output()).doesNotContain("s3cret");
      Map<String, Map<String, String>> headers = gateway.headers("x-slo", "x-tenant");
      Map<Object, Integer> seen = new HashMap<>();
      for (RequestRecord record : records()) {
        RequestClass of = record.about().workload();
        Map<String, String> expected =
            "chat".equals(of.name())
                ? Map.of("x-slo-ttft-s", "0.25", "x-slo-tpot-s", "0.0125", "x-tenant", "s3cret")
                : Objects.equals(of.ttftMillis(), 1500.0)
                    ? Map.of(
                        "x-slo-ttft-s",
                        "1.5",
                        "x-slo-tpot-s",
                        "0.04",
                        "x-slo-e2el",
                        "9",
                        "x-tenant",
                        "all")
                    : Map.of("x-slo-tpot-s", "0.04", "x-tenant", "all");
        assertThat(headers.get(record.requestId())).as(record.requestId()).isEqualTo(expected);
        seen.merge(expected, 1, Integer::sum);
      }
      assertThat(seen).hasSize(3);
    }
    Path result = folder.resolve("results/bench_mc5_np20.json");
    assertThat(Files.readString(result)).contains("\"X-Tenant\":\"***\"");
    try (Stream<Path> files = Files.walk(folder.resolve("results"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file)).as(file.toString()).doesNotContain("s3cret");
      }
    }
    Files.delete(rows); // what a report needs is in the records
    Path again = folder.resolve("again");
    GatlingProcess.Finished report =
        ReportProcess.run(
            "report", folder.resolve("results").toString(), "--result-dir", again.toString());
    assertThat(report.exitCode()).as(report.output()).isZero();
    assertThat(again.resolve("bench_mc5_np20.json")).hasSameBinaryContentAs(result);
  }

  private List<RequestRecord> records() throws Exception {
    try (RecordReader reader =
        RecordReader.open(folder.resolve("results/records/mc5_np20.jsonl"))) {
      return reader.records().toList();
    }
  }
}
