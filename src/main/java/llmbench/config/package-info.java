// SPDX-License-Identifier: Apache-2.0

/**
 * {@code config.yaml} and {@code -Dbench.*} to a {@link llmbench.plan.Plan}, or every mistake in
 * them at once.
 *
 * <p>{@link llmbench.config.PlanReader} goes in four steps. The text becomes YAML nodes, which know
 * their line ({@code YamlText}, {@code Given}). Each key's node becomes a value of the key's type
 * ({@code Keys}, the one place of all defaults; {@code UnbuiltKeys}, what vLLM has and this does
 * not yet; {@code ValueType}). The values together become the plan's parts ({@code TargetReader},
 * {@code CasesReader} and so on), where keys that exclude each other are found. A mistake is
 * reported to {@code Problems} and the reading goes on; if there was one, the end is a {@link
 * llmbench.config.ConfigException} that lists them all.
 *
 * <p>Every key, its type and default stand in {@code docs/config.md}; {@code ConfigDocsTest} holds
 * the two together.
 */
@NullMarked
package llmbench.config;

import org.jspecify.annotations.NullMarked;
