// SPDX-License-Identifier: Apache-2.0
@NullMarked
package llmbench.analysis;

import org.jspecify.annotations.NullMarked;
