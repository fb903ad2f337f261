// SPDX-License-Identifier: Apache-2.0

/**
 * Rules that results must keep to: {@link llmbench.gate.Gate} holds them against what lies in
 * files, and {@link llmbench.gate.GateReport} is what came of it, for the console, JUnit XML,
 * annotations of GitHub, JSON and the exit code.
 */
@NullMarked
package llmbench.gate;

import org.jspecify.annotations.NullMarked;
