// SPDX-License-Identifier: Apache-2.0

/** Tokenizers: from files, from a hub, from the server under test. Only one class knows DJL. */
@NullMarked
package llmbench.tokenizer;

import org.jspecify.annotations.NullMarked;
