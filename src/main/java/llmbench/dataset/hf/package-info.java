// SPDX-License-Identifier: Apache-2.0

/** Data sets of the Hugging Face Hub: their files, the order of their rows, and their prompts. */
@NullMarked
package llmbench.dataset.hf;

import org.jspecify.annotations.NullMarked;
