// SPDX-License-Identifier: Apache-2.0
package llmbench.servermetrics;

import static llmbench.servermetrics.Quantity.Kind.COUNTER;
import static llmbench.servermetrics.Quantity.Kind.HISTOGRAM;
import static llmbench.servermetrics.Quantity.Kind.MEAN;
import static llmbench.servermetrics.Quantity.Kind.SUM;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What is looked for, and under which names: those of vLLM (0.32, then older ones), SGLang, Text
 * Generation Inference, TensorRT-LLM (its own server, then Triton), DCGM's, NVIDIA's and AMD's
 * exporters and the node exporter. The first name that is there counts.
 */
enum Quantity {
  RUNNING(
      SUM,
      "requests",
      "vllm:num_requests_running",
      "sglang:num_running_reqs",
      "tgi_batch_current_size",
      "trtllm_num_requests_running",
      "nv_trt_llm_request_metrics{request_type=scheduled}"),
  WAITING(
      SUM,
      "requests",
      "vllm:num_requests_waiting",
      "sglang:num_queue_reqs",
      "tgi_queue_size",
      "trtllm_num_requests_waiting",
      "nv_trt_llm_request_metrics{request_type=waiting}"),
  KV_CACHE_USAGE(
      MEAN,
      "ratio",
      "vllm:kv_cache_usage_perc",
      "vllm:gpu_cache_usage_perc",
      "sglang:token_usage",
      "trtllm_kv_cache_utilization",
      "nv_trt_llm_kv_cache_block_metrics{kv_cache_block_type=fraction}"),
  PREEMPTIONS(
      COUNTER, "requests", "vllm:num_preemptions_total", "sglang:num_retracted_requests_total"),
  PREFIX_CACHE_QUERIES(
      COUNTER,
      "tokens",
      "vllm:prefix_cache_queries_total",
      "vllm:gpu_prefix_cache_queries_total",
      "sglang:prompt_tokens_total",
      "trtllm_prompt_tokens_total"),
  PREFIX_CACHE_HITS(
      COUNTER,
      "tokens",
      "vllm:prefix_cache_hits_total",
      "vllm:gpu_prefix_cache_hits_total",
      "sglang:cached_tokens_total",
      "trtllm_prompt_cached_tokens_total"),
  PROMPT_TOKENS(
      COUNTER,
      "tokens",
      "vllm:prompt_tokens_total",
      "sglang:prompt_tokens_total",
      "tgi_request_input_length_sum",
      "trtllm_prompt_tokens_total"),
  GENERATION_TOKENS(
      COUNTER,
      "tokens",
      "vllm:generation_tokens_total",
      "sglang:generation_tokens_total",
      "tgi_request_generated_tokens_sum",
      "trtllm_generation_tokens_total"),
  TTFT(
      HISTOGRAM,
      "s",
      "vllm:time_to_first_token_seconds",
      "sglang:time_to_first_token_seconds",
      "trtllm_time_to_first_token_seconds"),
  QUEUE_TIME(
      HISTOGRAM,
      "s",
      "vllm:request_queue_time_seconds",
      "sglang:queue_time_seconds",
      "tgi_request_queue_duration",
      "trtllm_request_queue_time_seconds"),
  PREFILL_TIME(
      HISTOGRAM,
      "s",
      "vllm:request_prefill_time_seconds",
      "sglang:per_stage_req_latency_seconds{stage=prefill_forward}",
      "tgi_batch_inference_duration{method=prefill}",
      "trtllm_request_prefill_time_seconds"),

  GPU_USE(
      MEAN,
      "ratio",
      "DCGM_FI_DEV_GPU_UTIL*0.01",
      "nvidia_smi_utilization_gpu_ratio",
      "nv_gpu_utilization",
      "gpu_gfx_activity*0.01"),
  GPU_MEMORY(
      SUM,
      "bytes",
      "DCGM_FI_DEV_FB_USED*1048576",
      "nvidia_smi_memory_used_bytes",
      "nv_gpu_memory_used_bytes",
      "gpu_used_vram*1048576"),
  GPU_POWER(
      SUM,
      "W",
      "DCGM_FI_DEV_POWER_USAGE",
      "nvidia_smi_power_draw_watts",
      "nv_gpu_power_usage",
      "gpu_package_power"),
  GPU_ENERGY(
      COUNTER,
      "J",
      "DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION*0.001",
      "nv_energy_consumption",
      "gpu_energy_consumed*0.000001"),
  CPU_ENERGY(COUNTER, "J", "node_rapl_package_joules_total"),
  CPU_SECONDS(COUNTER, "s", "node_cpu_seconds_total"),
  CPU_IDLE_SECONDS(COUNTER, "s", "node_cpu_seconds_total{mode=idle}"),
  MEMORY_TOTAL(SUM, "bytes", "node_memory_MemTotal_bytes"),
  MEMORY_AVAILABLE(SUM, "bytes", "node_memory_MemAvailable_bytes"),
  SERVER_CPU_SECONDS(COUNTER, "s", "process_cpu_seconds_total"),
  SERVER_MEMORY(SUM, "bytes", "process_resident_memory_bytes");

  /** What it is, and how several series are joined. */
  enum Kind {
    /** A gauge; several series (engines, GPUs) add up. */
    SUM,
    /** A gauge; several series are averaged. */
    MEAN,
    /** Only grows; several series add up. */
    COUNTER,
    /** Buckets of times; several series add up. */
    HISTOGRAM
  }

  private final Kind kind;
  private final String unit;

  @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable list of records
  private final List<Source> sources;

  Quantity(Kind kind, String unit, String... sources) {
    this.kind = kind;
    this.unit = unit;
    this.sources = Arrays.stream(sources).map(Source::of).toList();
  }

  /** Its name in results. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  Kind kind() {
    return kind;
  }

  /** The unit in which it is given. */
  String unit() {
    return unit;
  }

  /** Where it may be found, the first that is there counts. */
  List<Source> sources() {
    return sources;
  }

  /** Whether an inference server has it; the rest is hardware's and a process's. */
  boolean ofServer() {
    return compareTo(PREFILL_TIME) <= 0;
  }

  /**
   * Whether it speaks of the process that answers the scrape, so that only the server's own may be
   * asked and no exporter.
   */
  boolean ofProcess() {
    return this == SERVER_CPU_SECONDS || this == SERVER_MEMORY;
  }
}
