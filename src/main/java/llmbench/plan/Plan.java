// SPDX-License-Identifier: Apache-2.0
package llmbench.plan;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Everything that one run of the batch needs to know, checked.
 *
 * @param cases in the order of running; never empty, their result file names unique
 * @param seed vLLM's {@code --seed}; each case starts from it afresh
 * @param numWarmups vLLM's {@code --num-warmups}: copies of the first prompt sent before each
 *     case's clock starts
 * @param readyCheckTimeout vLLM's {@code --ready-check-timeout-sec}; zero sends nothing
 * @param dryRun check everything, print the plan, send nothing
 * @param engine settings of the embedded engine; used only with {@link Target#embedded()}
 * @param server what is asked of servers beside the load
 * @param options every option that differs from nothing given: key to value as the user wrote it,
 *     header values masked, for the result's {@code llmbench.options}
 */
public record Plan(
    Target target,
    DatasetSpec dataset,
    RequestSpec request,
    MetricSpec metrics,
    OutputSpec output,
    List<Case> cases,
    long seed,
    int numWarmups,
    Duration readyCheckTimeout,
    boolean dryRun,
    EngineSpec engine,
    ServerSpec server,
    Map<String, Object> options) {}
