// SPDX-License-Identifier: Apache-2.0
package llmbench.session;

/**
 * What became of the conversations of a run; the first five add up to those of the data.
 *
 * @param finished all turns that were to be sent were answered
 * @param failed ended early because a turn failed, or its answer was not the data's
 * @param unfinished begun, and left because its client stopped
 * @param notBegun never begun, because clients stopped
 * @param warmedUpOnly had no turn beyond the warm-up's
 * @param turnsAnswered turns that were answered
 * @param turnsFailed turns that failed after their last try
 * @param mismatches failed turns whose answer was not the data's ({@code verify_output})
 */
public record ConversationTally(
    int finished,
    int failed,
    int unfinished,
    int notBegun,
    int warmedUpOnly,
    int turnsAnswered,
    int turnsFailed,
    int mismatches) {}
