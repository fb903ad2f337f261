// SPDX-License-Identifier: Apache-2.0

/** What a Gatling simulation of one's own uses of llmbench: {@link llmbench.dsl.LlmDsl}. */
@NullMarked
package llmbench.dsl;

import org.jspecify.annotations.NullMarked;
