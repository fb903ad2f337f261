// SPDX-License-Identifier: Apache-2.0

/** Tests of the embedded engine: the scheduler in virtual time, the server on raw sockets. */
@NullMarked
package llmbench.engine;

import org.jspecify.annotations.NullMarked;
