// SPDX-License-Identifier: Apache-2.0
package llmbench.figure;

import java.util.List;

/**
 * A curve of a chart.
 *
 * @param values what its runs have in common, one for each of the picture's {@link
 *     CurveFigure#dimensions()}
 * @param points x rising
 */
record Curve(List<String> values, List<CurvePoint> points) {}
