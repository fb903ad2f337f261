// SPDX-License-Identifier: Apache-2.0
package llmbench.search;

/**
 * A probe and what came of it.
 *
 * @param probe the probe
 * @param outcome its outcome
 */
public record Told(Probe probe, ProbeOutcome outcome) {}
