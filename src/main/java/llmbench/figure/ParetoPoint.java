// SPDX-License-Identifier: Apache-2.0
package llmbench.figure;

import java.util.List;
import llmbench.search.LoadPoint;

/**
 * A run of the picture.
 *
 * @param place output tokens per second and user, and per second and GPU
 * @param users how many
 * @param gpus how many
 * @param label its lines at the point
 */
record ParetoPoint(LoadPoint place, double users, double gpus, List<String> label) {}
