// SPDX-License-Identifier: Apache-2.0
/**
 * Results as runs of MLflow, by its own client. An artifact apart: built with {@code -Pmlflow},
 * found by a service file, and not in {@code llmbench.jar}.
 */
@NullMarked
package llmbench.mlflow;

import org.jspecify.annotations.NullMarked;
