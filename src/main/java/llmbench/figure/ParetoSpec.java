// SPDX-License-Identifier: Apache-2.0
package llmbench.figure;

import org.jspecify.annotations.Nullable;

/**
 * What {@code sweep plot_pareto} is asked for: vLLM's options, as they were typed.
 *
 * @param userCountVar which variable of a result counts users
 * @param gpuCountVar which variable counts GPUs; null for {@code num_gpus}, {@code gpu_count} or
 *     the product of the parallel sizes
 * @param labelBy variables at the points of the front, a list with commas
 */
public record ParetoSpec(String userCountVar, @Nullable String gpuCountVar, String labelBy) {
  /** vLLM's default of {@code labelBy}. */
  public static final String LABELS = "max_concurrency,gpu_count";
}
