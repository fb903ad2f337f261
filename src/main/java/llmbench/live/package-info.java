// SPDX-License-Identifier: Apache-2.0
/**
 * What is shown of a run while it goes on. Everything here is fed with finished records, on the
 * record log's threads: the event loops that measure know nothing of it. The figures are those so
 * far; the result is made anew of the records when the case has ended.
 */
@NullMarked
package llmbench.live;

import org.jspecify.annotations.NullMarked;
