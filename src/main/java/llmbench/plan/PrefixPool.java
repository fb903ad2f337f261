// SPDX-License-Identifier: Apache-2.0
package llmbench.plan;

/**
 * What prompts have in common, so that a server finds a share of their tokens in its prefix cache.
 *
 * @param prefixes how many prefixes, or (bimodal) whole prompts, come again; at least 1
 * @param prefixLen tokens of each prefix; 0 if bimodal
 * @param hitShare the share of all prompt tokens of a case to be found in the cache, in (0, 1)
 * @param zipf whether some come again far more often than others (in proportion to 1, ½, ⅓, …)
 * @param bimodal whether a prompt is wholly one that was sent before, or wholly fresh
 */
public record PrefixPool(
    int prefixes, int prefixLen, double hitShare, boolean zipf, boolean bimodal) {}
