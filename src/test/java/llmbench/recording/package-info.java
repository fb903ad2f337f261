// SPDX-License-Identifier: Apache-2.0

/** Tests of the record log and of what is read beside it. */
@NullMarked
package llmbench.recording;

import org.jspecify.annotations.NullMarked;
