// SPDX-License-Identifier: Apache-2.0

/**
 * Pictures of sweeps as PNG, as {@code vllm bench sweep plot} and {@code plot_pareto} 0.32 draw
 * them: from each {@code summary.json} below a folder, which either tool may have written. What is
 * drawn is first made as plain values ({@link llmbench.figure.CurveFigure}, {@link
 * llmbench.figure.ParetoFigure}), so that it can be tested and written as a table.
 */
@NullMarked
package llmbench.figure;

import org.jspecify.annotations.NullMarked;
