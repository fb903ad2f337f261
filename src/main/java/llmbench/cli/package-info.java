// SPDX-License-Identifier: Apache-2.0

/**
 * The command line. {@code mvn -q exec:java -Dexec.args="aggregate results"} runs a command; {@code
 * --help} lists them.
 *
 * <p>Exit codes, of every command: 0 done; 1 the command could not do its work, and says why in one
 * line; 2 the command line is wrong; 3 the command did its work, but what it worked on is partial;
 * 5 and 6 as {@link llmbench.results.RunOutcome} has them.
 */
@NullMarked
package llmbench.cli;

import org.jspecify.annotations.NullMarked;
