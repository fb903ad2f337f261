// SPDX-License-Identifier: Apache-2.0

/** The Hugging Face Hub: its local cache, and what is fetched into it. */
@NullMarked
package llmbench.hub;

import org.jspecify.annotations.NullMarked;
