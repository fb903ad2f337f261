// SPDX-License-Identifier: Apache-2.0

/** Tests of what is read from a server's metrics. */
@NullMarked
package llmbench.servermetrics;

import org.jspecify.annotations.NullMarked;
