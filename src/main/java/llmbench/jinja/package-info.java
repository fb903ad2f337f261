// SPDX-License-Identifier: Apache-2.0

/**
 * Chat templates in Jinja, rendered by jinjava with Python's rules where jinjava has Java's. What
 * is not known to come out as Jinja's own is refused, so that a text is right or there is none.
 */
@NullMarked
package llmbench.jinja;

import org.jspecify.annotations.NullMarked;
