// SPDX-License-Identifier: Apache-2.0
/** Tests of further forms of results. */
@NullMarked
package llmbench.export;

import org.jspecify.annotations.NullMarked;
