// SPDX-License-Identifier: Apache-2.0
package llmbench.search;

/**
 * A load that is to be tried.
 *
 * @param number from 1; also the salt: two probes must not send the same prompts, or a prefix cache
 *     helps the later one, nor have the same arrivals
 * @param value the load: requests per second, or requests in flight
 * @param requests how many to send
 * @param expectedSeconds how long it is likely to take; 0 where nothing is known yet
 */
public record Probe(int number, double value, int requests, double expectedSeconds) {}
