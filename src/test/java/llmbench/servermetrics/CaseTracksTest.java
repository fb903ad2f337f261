// SPDX-License-Identifier: Apache-2.0
package llmbench.servermetrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import llmbench.servermetrics.Track.Stage;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class CaseTracksTest {
  private static final long SECOND = 1_000_000_000;

  private final CaseTracks tracks = new CaseTracks(List.of(Pattern.compile("my_.*|other_total")));
  private long now;

  private void scrape(Stage stage, String text) {
    tracks.add(stage, now, Readings.own(text));
    now += SECOND;
  }

  private Map<String, Object> figures(Quantity quantity) {
    return Objects.requireNonNull(tracks.figures().get(quantity.key()), quantity.key());
  }

  private double number(Quantity quantity, String key) {
    return (Double) Objects.requireNonNull(figures(quantity).get(key), key);
  }

  @Test
  void gaugeOfTheLoadIsNotThinnedByTheScrapesAroundIt() {
    scrape(Stage.BEFORE, "vllm:num_requests_running 0\nvllm:kv_cache_usage_perc 0");
    scrape(
        Stage.DURING,
        """
        vllm:num_requests_running{engine="0"} 3
        vllm:num_requests_running{engine="1"} 5
        vllm:kv_cache_usage_perc{engine="0"} 0.2
        vllm:kv_cache_usage_perc{engine="1"} 0.6
        """);
    scrape(Stage.DURING, "vllm:num_requests_running 4\nvllm:kv_cache_usage_perc 0.2");
    scrape(Stage.AFTER, "vllm:num_requests_running 1\nvllm:kv_cache_usage_perc 0.1");

    assertThat(figures(Quantity.RUNNING))
        .containsEntry("source", "vllm:num_requests_running")
        .containsEntry("start", 0.0)
        .containsEntry("end", 1.0)
        .containsEntry("mean", 6.0)
        .containsEntry("max", 8.0);
    assertThat(number(Quantity.KV_CACHE_USAGE, "mean")).isCloseTo(0.3, within(1e-12));
    assertThat(number(Quantity.KV_CACHE_USAGE, "max")).isCloseTo(0.4, within(1e-12));
  }

  @Test
  void gaugeOfACaseThatWasTooShortIsOverItsEnds() {
    scrape(Stage.BEFORE, "sglang:num_running_reqs 0");
    scrape(Stage.AFTER, "sglang:num_running_reqs 2");

    assertThat(figures(Quantity.RUNNING)).containsEntry("mean", 1.0).containsEntry("max", 2.0);
  }

  @Test
  void counterGrowsBySeriesAndSurvivesARestart() {
    scrape(Stage.BEFORE, "vllm:generation_tokens_total{engine=\"0\"} 1000");
    scrape(
        Stage.DURING,
        """
        vllm:generation_tokens_total{engine="0"} 1100
        vllm:generation_tokens_total{engine="1"} 7
        """);
    scrape(
        Stage.DURING,
        """
        vllm:generation_tokens_total{engine="0"} 30
        vllm:generation_tokens_total{engine="1"} 10
        """);
    scrape(Stage.AFTER, "vllm:generation_tokens_total{engine=\"0\"} 50");

    assertThat(figures(Quantity.GENERATION_TOKENS))
        .containsEntry("start", 1000.0)
        .containsEntry("end", 50.0)
        .containsEntry("increase", 100.0 + 7 + 30 + 3 + 20)
        .containsEntry("mean_per_s", 160.0 / 3)
        .containsEntry("max_per_s", 107.0);
    assertThat(tracks.resets()).isEqualTo(1);
  }

  @Test
  void endpointThatWasAwayAtFirstBeginsWhereItIsFirstSeen() {
    Exposition one = Readings.parse("vllm:generation_tokens_total 10");
    Exposition two = Readings.parse("vllm:generation_tokens_total 5000");
    tracks.add(Stage.BEFORE, 0, List.of(new Reading(0, true, one)));
    tracks.add(Stage.DURING, 1, List.of(new Reading(0, true, one), new Reading(1, false, two)));

    assertThat(tracks.counter(Quantity.GENERATION_TOKENS).increase()).isZero();
    assertThat(tracks.resets()).isZero();
  }

  @Test
  void vllmsHistogramsAreOfTheCaseOnly() throws Exception {
    tracks.add(
        Stage.BEFORE, 0, List.of(new Reading(0, true, Readings.golden("vllm-0.32-before.txt"))));
    tracks.add(
        Stage.AFTER, 1, List.of(new Reading(0, true, Readings.golden("vllm-0.32-after.txt"))));

    assertThat(tracks.missing()).isEmpty();
    assertThat(figures(Quantity.TTFT)).containsEntry("count", 3L).containsEntry("unit", "ms");
    assertThat(number(Quantity.TTFT, "mean_ms")).isCloseTo(146.59905433654785 / 3, within(1e-9));
    // Half the queue times are below 0.3 s, says the first bucket; the mean says far less.
    Map<String, Object> queue = figures(Quantity.QUEUE_TIME);
    assertThat(number(Quantity.QUEUE_TIME, "p50_ms"))
        .isCloseTo(2 * number(Quantity.QUEUE_TIME, "mean_ms"), within(1e-9));
    assertThat(queue.get("p50_bucket_ms"))
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .containsExactly(0.0, 300.0);
    assertThat(tracks.counter(Quantity.PREFIX_CACHE_HITS).increase()).isEqualTo(1280);
    assertThat(tracks.counter(Quantity.PROMPT_TOKENS).increase()).isEqualTo(2073);
  }

  @Test
  void histogramSeesOnlyWhatCameDuringTheCase() {
    String text =
        """
        vllm:time_to_first_token_seconds_bucket{le="0.1"} %d
        vllm:time_to_first_token_seconds_bucket{le="0.2"} %d
        vllm:time_to_first_token_seconds_bucket{le="+Inf"} %d
        vllm:time_to_first_token_seconds_count %d
        vllm:time_to_first_token_seconds_sum %s
        """;
    scrape(Stage.BEFORE, text.formatted(900, 900, 1000, 1000, "500"));
    scrape(Stage.AFTER, text.formatted(900, 910, 1010, 1010, "501.5"));

    assertThat(figures(Quantity.TTFT)).containsEntry("count", 10L).containsEntry("mean_ms", 150.0);
    assertThat(number(Quantity.TTFT, "p50_ms")).isCloseTo(150, within(1e-9));
    assertThat(number(Quantity.TTFT, "p99_ms")).isCloseTo(199, within(1e-9));
    assertThat(figures(Quantity.TTFT)).doesNotContainKey("p99_is_lower_bound");
  }

  @Test
  void histogramWithoutANewTimeHasNoQuantiles() {
    String text =
        "vllm:time_to_first_token_seconds_count 3\nvllm:time_to_first_token_seconds_sum 1";
    scrape(Stage.BEFORE, text);
    scrape(Stage.AFTER, text);

    assertThat(figures(Quantity.TTFT)).containsEntry("count", 0L).doesNotContainKey("mean_ms");
  }

  @Test
  void namesOfOtherServersAndExportersAreKnown() {
    scrape(
        Stage.BEFORE,
        """
        tgi_batch_current_size 2
        tgi_queue_size 5
        tgi_request_generated_tokens_sum 70
        tgi_batch_inference_duration_sum{method="prefill"} 1
        tgi_batch_inference_duration_count{method="prefill"} 2
        tgi_batch_inference_duration_count{method="decode"} 99
        DCGM_FI_DEV_GPU_UTIL{gpu="0"} 50
        DCGM_FI_DEV_GPU_UTIL{gpu="1"} 100
        DCGM_FI_DEV_FB_USED{gpu="0"} 2
        DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION{gpu="0"} 5000
        node_cpu_seconds_total{cpu="0",mode="idle"} 10
        node_cpu_seconds_total{cpu="0",mode="user"} 4
        """);

    assertThat(tracks.last())
        .containsEntry("running", 2.0)
        .containsEntry("waiting", 5.0)
        .containsEntry("generation_tokens", 70.0)
        .containsEntry("prefill_time_count", 2.0)
        .containsEntry("gpu_use", 0.75)
        .containsEntry("gpu_memory", 2.0 * 1024 * 1024)
        .containsEntry("gpu_energy", 5.0)
        .containsEntry("cpu_seconds", 14.0)
        .containsEntry("cpu_idle_seconds", 10.0);
    assertThat(tracks.missing()).contains("ttft", "kv_cache_usage", "preemptions");
  }

  @Test
  void anExportersOwnProcessIsNotTheServers() {
    Exposition text = Readings.parse("process_resident_memory_bytes 77");
    tracks.add(Stage.BEFORE, 0, List.of(new Reading(0, false, text)));

    assertThat(tracks.figures()).isEmpty();
  }

  @Test
  void keepsSeriesThatTheUserNames() {
    scrape(Stage.BEFORE, "my_gauge{a=\"1\"} 3\nother_total 5\nyours 1\nmy_nan NaN");
    scrape(Stage.AFTER, "my_gauge{a=\"1\"} 5\nother_total 9\nyours 1\nmy_nan NaN");

    List<Map<String, Object>> extra = tracks.extraFigures();
    assertThat(extra).hasSize(2);
    assertThat(extra.get(0))
        .containsEntry("name", "my_gauge")
        .containsEntry("labels", Map.of("a", "1"))
        .containsEntry("mean", 4.0);
    assertThat(extra.get(1)).containsEntry("name", "other_total").containsEntry("increase", 4.0);
    assertThat(tracks.lastExtra()).containsEntry("0 other_total", 9.0);
  }
}
