// SPDX-License-Identifier: Apache-2.0
package llmbench.plan;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of servers beside the load.
 *
 * @param metricsUrls where metrics are read; null for the server's own {@code /metrics}, empty for
 *     nowhere
 * @param metricsInterval from one scrape during a case to the next; zero for none
 * @param metricsNames names of further metrics to keep, each matched whole
 * @param resetPrefixCache whether the server's prefix cache is emptied before each case
 * @param profile vLLM's {@code --profile}: whether the server's profiler runs during each case
 * @param command what starts the server for the run; null if it runs already
 */
public record ServerSpec(
    @Nullable List<URI> metricsUrls,
    Duration metricsInterval,
    List<Pattern> metricsNames,
    boolean resetPrefixCache,
    boolean profile,
    @Nullable ServerCommand command) {}
