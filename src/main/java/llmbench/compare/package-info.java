// SPDX-License-Identifier: Apache-2.0

/**
 * Two measurements side by side, from their files alone: what changed, how sure that is, and
 * whether it matters.
 *
 * <p>{@link llmbench.compare.Side} is what lies in files and folders; {@link
 * llmbench.compare.Comparison} is what came of two of them, a value that text, Markdown, JSON, a
 * page or a gate can take. The method and its proof stand in {@code docs/compare.md}.
 */
@NullMarked
package llmbench.compare;

import org.jspecify.annotations.NullMarked;
