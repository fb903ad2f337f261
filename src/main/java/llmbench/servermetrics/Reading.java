// SPDX-License-Identifier: Apache-2.0
package llmbench.servermetrics;

/**
 * One endpoint's answer to a scrape.
 *
 * @param endpoint the endpoint's index
 * @param own whether the endpoint belongs to the server under test, and not to another exporter
 */
record Reading(int endpoint, boolean own, Exposition exposition) {}
