// SPDX-License-Identifier: Apache-2.0
/** Tests of what is shown while a run goes on. */
@NullMarked
package llmbench.live;

import org.jspecify.annotations.NullMarked;
