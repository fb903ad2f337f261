// SPDX-License-Identifier: Apache-2.0

/** Tests of the search, also against true limits in virtual time. */
@NullMarked
package llmbench.search;

import org.jspecify.annotations.NullMarked;
