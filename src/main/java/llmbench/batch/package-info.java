// SPDX-License-Identifier: Apache-2.0

/**
 * A whole run from the configuration file to the last result: reads the plan, starts or checks the
 * server, makes prompts, keeps records, and after each case computes, prints and writes its result.
 * The only room that knows all others.
 */
@NullMarked
package llmbench.batch;

import org.jspecify.annotations.NullMarked;
