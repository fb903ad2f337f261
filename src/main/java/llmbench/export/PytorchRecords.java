// SPDX-License-Identifier: Apache-2.0
package llmbench.export;

import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import llmbench.results.AtomicFile;

/**
 * The records of PyTorch's benchmark database, one for each latency figure, as vLLM 0.32 writes
 * them ({@code vllm/benchmarks/serve.py}, {@code save_to_pytorch_benchmark_format}, and {@code
 * vllm/benchmarks/lib/utils.py}, {@code convert_to_pytorch_benchmark_format}, {@code
 * write_to_json}). vLLM's {@code args} are the options of the run here.
 */
final class PytorchRecords {
  private static final List<String> METRICS =
      List.of(
          "median_ttft_ms",
          "mean_ttft_ms",
          "std_ttft_ms",
          "p99_ttft_ms",
          "mean_tpot_ms",
          "median_tpot_ms",
          "std_tpot_ms",
          "p99_tpot_ms",
          "median_itl_ms",
          "mean_itl_ms",
          "std_itl_ms",
          "p99_itl_ms");

  /** Arrays of requests, which vLLM leaves out as too big, and what is not vLLM's. */
  private static final Set<String> LEFT_OUT =
      Set.of("ttfts", "itls", "generated_texts", "errors", "llmbench");

  private static final String TENSOR_PARALLEL = "tensor_parallel_size";
  private static final String MODE = "compilation_config.mode";
  private static final String LEVEL = "optimization_level";

  private static final JsonMapper MAPPER =
      JsonMapper.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  private PytorchRecords() {}

  /**
   * Writes the file beside the result: {@code .pytorch.json} in place of {@code .json}.
   *
   * @throws IOException naming the file, if it could not be written
   */
  static Path write(ResultDocument result) throws IOException {
    String name = String.valueOf(result.file().getFileName());
    String base = name.substring(0, name.length() - ".json".length());
    Path to = result.file().resolveSibling(base + ".pytorch.json");
    ArrayNode records = of(result.members());
    AtomicFile.write(to, out -> MAPPER.writeValue(out, records));
    return to;
  }

  /** One record for each metric that the result has. */
  static ArrayNode of(ObjectNode result) {
    ObjectNode extra = MAPPER.createObjectNode();
    for (Map.Entry<String, JsonNode> member : result.properties()) {
      if (!METRICS.contains(member.getKey()) && !LEFT_OUT.contains(member.getKey())) {
        extra.set(member.getKey(), finite(member.getValue()));
      }
    }
    ObjectNode args = args(result, extra);
    ArrayNode records = MAPPER.createArrayNode();
    for (String name : METRICS) {
      if (result.has(name)) {
        ObjectNode record = records.addObject();
        ObjectNode benchmark = record.putObject("benchmark");
        benchmark.put("name", "vLLM benchmark");
        ObjectNode about = benchmark.putObject("extra_info");
        about.set("args", args);
        about.set(MODE, field(args, extra, MODE));
        about.set(LEVEL, field(args, extra, LEVEL));
        about.put(
            "use_compile",
            !field(args, extra, MODE).asText().equals("0")
                && !args.path("result_filename").asText("").contains("eager"));
        record.putObject("model").set("name", result.path("model_id"));
        ObjectNode metric = record.putObject("metric");
        metric.put("name", name);
        metric.putArray("benchmark_values").add(finite(result.get(name)));
        metric.set("extra_info", extra);
      }
    }
    return records;
  }

  private static ObjectNode args(ObjectNode result, ObjectNode extra) {
    JsonNode options = result.path("llmbench").path("options");
    ObjectNode args = options.isObject() ? (ObjectNode) finite(options) : MAPPER.createObjectNode();
    if (!args.has(TENSOR_PARALLEL) && extra.has(TENSOR_PARALLEL)) {
      args.set(TENSOR_PARALLEL, extra.get(TENSOR_PARALLEL));
    }
    return args;
  }

  /** From the result or, level by level, from the options; an empty text if neither has it. */
  private static JsonNode field(ObjectNode args, ObjectNode extra, String name) {
    if (extra.has(name)) {
      return extra.get(name);
    }
    JsonNode found = args.at("/" + name.replace('.', '/'));
    return found.isMissingNode() ? MAPPER.getNodeFactory().textNode("") : found;
  }

  /** A copy in which infinite numbers are the text {@code inf}, of either sign, as vLLM's. */
  private static JsonNode finite(JsonNode node) {
    if (node.isObject()) {
      ObjectNode copy = MAPPER.createObjectNode();
      node.properties().forEach(member -> copy.set(member.getKey(), finite(member.getValue())));
      return copy;
    }
    if (node.isArray()) {
      ArrayNode copy = MAPPER.createArrayNode();
      node.forEach(item -> copy.add(finite(item)));
      return copy;
    }
    return node.isDouble() && Double.isInfinite(node.doubleValue())
        ? MAPPER.getNodeFactory().textNode("inf")
        : node;
  }
}
