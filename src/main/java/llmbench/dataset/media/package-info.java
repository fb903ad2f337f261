// SPDX-License-Identifier: Apache-2.0

/** Pictures, films and sounds as files, made of values or read from the user's. */
@NullMarked
package llmbench.dataset.media;

import org.jspecify.annotations.NullMarked;
