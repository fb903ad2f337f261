// SPDX-License-Identifier: Apache-2.0
package llmbench.figure;

import org.jspecify.annotations.Nullable;

/**
 * What {@code sweep plot} is asked for: vLLM's options, as they were typed. Lists have commas.
 *
 * @param figDir where pictures go, from the experiment's folder; empty for that folder
 * @param figBy variables with a picture for each combination
 * @param rowBy variables with a row of charts for each
 * @param colBy variables with a column of charts for each
 * @param curveBy variables with a curve for each
 * @param varX variable of the x axis
 * @param varY variable of the y axis
 * @param filterBy conditions that runs must meet
 * @param binBy roundings of variables
 * @param scaleX of the x axis; null for linear
 * @param scaleY of the y axis; null for linear
 * @param figName begins the name of each file
 * @param errorBars whether the spread of runs is drawn
 * @param figHeight of a chart, in inches
 * @param figDpi dots per inch
 */
public record CurveSpec(
    String figDir,
    String figBy,
    String rowBy,
    String colBy,
    String curveBy,
    String varX,
    String varY,
    String filterBy,
    String binBy,
    @Nullable String scaleX,
    @Nullable String scaleY,
    String figName,
    boolean errorBars,
    double figHeight,
    int figDpi) {}
