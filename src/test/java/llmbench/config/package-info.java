// SPDX-License-Identifier: Apache-2.0

/** Tests of the configuration: its contract, its messages, and that no text breaks it. */
@NullMarked
package llmbench.config;

import org.jspecify.annotations.NullMarked;
