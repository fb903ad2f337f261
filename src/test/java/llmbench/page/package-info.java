// SPDX-License-Identifier: Apache-2.0
@NullMarked
package llmbench.page;

import org.jspecify.annotations.NullMarked;
