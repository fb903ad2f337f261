// SPDX-License-Identifier: Apache-2.0
package llmbench.cli;

import java.util.List;
import java.util.Map;

/**
 * What a command line asks for, as a configuration has it.
 *
 * @param overrides values in YAML by key, in order
 * @param notices what is said before: flags that have no effect, and why
 */
record Asked(Map<String, String> overrides, List<String> notices) {}
