// SPDX-License-Identifier: Apache-2.0
package llmbench.page;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where the page's definitions are explained: {@code docs/metrics.md}, if the results lie in a
 * checkout that has it. Elsewhere a link would lead nowhere, and there is none.
 */
final class DefinitionLinks {
  /** From the results' folder in a project, as Maven has it. */
  private static final String METRICS = "../docs/metrics.md";

  /** Which heading explains a definition. */
  private static final Map<String, String> HEADINGS =
      Map.ofEntries(
          Map.entry("completed", "what-counts"),
          Map.entry("output_chunk", "what-counts"),
          Map.entry("ttft", "latencies"),
          Map.entry("itl", "latencies"),
          Map.entry("tpot", "latencies"),
          Map.entry("e2el", "latencies"),
          Map.entry("queue_times", "latencies"),
          Map.entry("per_token_itl", "tokens-per-chunk"),
          Map.entry("steady", "steady-the-steady-window"),
          Map.entry("intervals", "intervals-95--intervals"),
          Map.entry("all_requests", "further-members"),
          Map.entry("from_intended", "further-members"),
          Map.entry("vllm_definitions", "metrics"));

  private DefinitionLinks() {}

  /** The document, from a page in that folder; empty where it is not there. */
  static String page(Path folder) {
    return Files.exists(folder.resolve(METRICS)) ? METRICS : "";
  }

  /** The heading that explains a definition; empty where the document is not there. */
  static String of(String definition, Path folder) {
    String page = page(folder);
    return page.isEmpty() ? "" : page + "#" + HEADINGS.getOrDefault(definition, "counts-and-rates");
  }
}
