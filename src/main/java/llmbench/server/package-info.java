// SPDX-License-Identifier: Apache-2.0

/**
 * The server under test outside of the load: whether it can be reached, which models it serves, its
 * routes for tokens, and commands to its cache and profiler. Nothing here is measured, and nothing
 * here generates.
 */
@NullMarked
package llmbench.server;

import org.jspecify.annotations.NullMarked;
