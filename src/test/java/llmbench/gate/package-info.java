// SPDX-License-Identifier: Apache-2.0

/** Tests of the gate. */
@NullMarked
package llmbench.gate;

import org.jspecify.annotations.NullMarked;
