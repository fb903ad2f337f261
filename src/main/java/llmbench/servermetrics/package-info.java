// SPDX-License-Identifier: Apache-2.0

/**
 * What a server says of itself while it is measured: its {@code /metrics}, and those of exporters
 * beside it, read once before a case, at an interval during it, and once after; and what follows
 * from them: how full queue and cache were, the server's own times, energy, speculative decoding.
 * Never on the path of a request, and never a reason for a case to fail.
 */
@NullMarked
package llmbench.servermetrics;

import org.jspecify.annotations.NullMarked;
