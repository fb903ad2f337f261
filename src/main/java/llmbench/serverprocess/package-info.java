// SPDX-License-Identifier: Apache-2.0

/**
 * A server that is started and ended here: its command line, its health, its output, and the end of
 * all processes that came of it.
 */
@NullMarked
package llmbench.serverprocess;

import org.jspecify.annotations.NullMarked;
