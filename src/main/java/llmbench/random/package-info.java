// SPDX-License-Identifier: Apache-2.0

/**
 * Random numbers as Python's libraries draw them, so that a seed gives the same requests as vLLM's.
 */
@NullMarked
package llmbench.random;

import org.jspecify.annotations.NullMarked;
