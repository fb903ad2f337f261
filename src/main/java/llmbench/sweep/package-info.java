// SPDX-License-Identifier: Apache-2.0

/**
 * Sweeps: which points there are, what each overrides, in which order they are measured, and the
 * files of an experiment. Parameter files, names of folders and files are those of {@code vllm
 * bench sweep} 0.32, so that either tool can read what the other wrote. Nothing is measured here:
 * {@link llmbench.sweep.SweepRun} says what to do next and is told what came of it.
 */
@NullMarked
package llmbench.sweep;

import org.jspecify.annotations.NullMarked;
