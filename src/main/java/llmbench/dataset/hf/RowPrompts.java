// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset.hf;

import java.util.Optional;
import llmbench.dataset.JsonPlace;
import llmbench.dataset.Prompt;
import llmbench.plan.HubSet;

/** What a set of the Hub makes of its rows: a class of vLLM's, or columns that the user names. */
interface RowPrompts {

  /**
   * The prompt of a row; empty if it is left out.
   *
   * @throws llmbench.dataset.DatasetException if the row is not as it should be
   */
  Optional<Prompt> of(JsonPlace row, Ask ask);

  /** The column of the right answer in the sets that have one. */
  String ANSWER = "answer";

  /** Those of a set that vLLM knows. */
  static RowPrompts of(HubSet set) {
    return switch (set) {
      case VISION_ARENA_CHAT -> PicturedTexts::arenaChat;
      case VISION_ARENA_BENCH -> PicturedTexts::arenaBench;
      case MMVU -> new Referenced(PicturedTexts::mmvu, ANSWER);
      case MM_STAR -> new Referenced(PicturedTexts::mmStar, ANSWER);
      case INSTRUCT_CODER -> AskedTexts::instructCoder;
      case MT_BENCH -> AskedTexts::mtBench;
      case HUMAN_EVAL -> AskedTexts::humanEval;
      case GSM8K -> new Referenced(AskedTexts::gsm8k, ANSWER);
      case BLAZEDIT -> AskedTexts::blazedit;
      case ONE_VISION, CONVERSATION -> AnsweredTexts::conversation;
      case MATHS -> new Referenced(AnsweredTexts::maths, ANSWER);
      case NEXT_EDIT -> AnsweredTexts::nextEdit;
      case ML_PERF -> AnsweredTexts::mlPerf;
      case EARNINGS -> Speech::earnings;
      case SPEECH -> Speech::spoken;
      case TOOL_CALLS -> ToolCalls::prompt;
    };
  }
}
