// SPDX-License-Identifier: Apache-2.0

/**
 * Backends: one class for each API that a server may speak. A backend knows its route, the
 * request's body, and how to read the answer's event stream twice: on the event loop, as bytes,
 * fast ({@link llmbench.backend.Backend#scan}), and after the end, whole, with a JSON parser
 * ({@link llmbench.backend.Backend#read}).
 */
@NullMarked
package llmbench.backend;

import org.jspecify.annotations.NullMarked;
