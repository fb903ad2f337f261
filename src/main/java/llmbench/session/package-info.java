// SPDX-License-Identifier: Apache-2.0

/**
 * Which request comes next in a conversation or an agent graph, and when: state without a clock, a
 * thread or a connection. Whoever sends tells what came of each request, and how long it took.
 */
@NullMarked
package llmbench.session;

import org.jspecify.annotations.NullMarked;
