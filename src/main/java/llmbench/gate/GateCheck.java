// SPDX-License-Identifier: Apache-2.0
package llmbench.gate;

/**
 * One rule, held against one case.
 *
 * @param caseName the case; empty for a rule that no case is for
 * @param rule as it is written, without its cases
 * @param passed whether it holds
 * @param suspicion whether it is a rule that the case is not suspect
 * @param message figure and limit, or why it could not be told; one line
 */
record GateCheck(String caseName, String rule, boolean passed, boolean suspicion, String message) {}
