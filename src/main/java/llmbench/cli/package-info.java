// SPDX-License-Identifier: Apache-2.0

/** The command line over results that are there: no server, no load. */
@NullMarked
package llmbench.cli;

import org.jspecify.annotations.NullMarked;
