// SPDX-License-Identifier: Apache-2.0

/**
 * The command line: {@code java -jar target/llmbench.jar COMMAND}, or {@code mvn -q exec:java
 * -Dexec.args="aggregate results"}; {@code --help} lists the commands.
 *
 * <p>No command loads what only another one needs. Flags that are keys of a configuration become
 * overrides of it; mistakes are then told by the configuration, in the flags' words.
 *
 * <p>Exit codes, of every command: those of {@link llmbench.results.RunOutcome#exitCode}; 1 where
 * the command could not do its work, and says why in one line; 2 where the command line is wrong; 3
 * where the command did its work, but what it worked on is partial.
 */
@NullMarked
package llmbench.cli;

import org.jspecify.annotations.NullMarked;
