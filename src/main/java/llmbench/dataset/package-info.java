// SPDX-License-Identifier: Apache-2.0

/** Datasets: each makes the same prompts as vLLM's of that name for the same seed and tokenizer. */
@NullMarked
package llmbench.dataset;

import org.jspecify.annotations.NullMarked;
