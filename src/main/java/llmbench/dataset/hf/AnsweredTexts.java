// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset.hf;

import static llmbench.dataset.hf.Ask.column;
import static llmbench.dataset.hf.Ask.written;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import llmbench.dataset.JsonPlace;
import llmbench.dataset.Prompt;
import llmbench.dataset.Rows;

/** Sets whose rows have an answer, of which the length is taken. */
final class AnsweredTexts {
  private static final int MATHS_MOST_PROMPT_LEN = 2048;
  private static final int MATHS_MOST_TOTAL_LEN = 32_000;
  private static final int LEAST_LEN = 4;
  private static final String REGION = "<|editable_region_start|>";

  private AnsweredTexts() {}

  /**
   * {@code ConversationDataset} and {@code MultiModalConversationDataset}: two turns, and an image
   * where the row has one. Lengths are checked only where the answer's is taken. vLLM stops at an
   * answer without tokens; here the row is left out.
   */
  static Optional<Prompt> conversation(JsonPlace row, Ask ask) {
    JsonPlace turns = column(row, "conversations");
    if (turns.list(0).node().size() < 2) {
      return Optional.empty();
    }
    String text = turns.at(0).at("value").text();
    int answer = ask.length(turns.at(1).at("value").text());
    Integer asked = ask.sampling().outputLen();
    if (asked == null && !Rows.valid(ask.length(text), answer, null)) {
      return Optional.empty();
    }
    JsonPlace image = row.at("image");
    List<Map<String, Object>> media =
        image.present() ? List.of(Pictures.part(image, ask)) : List.of();
    return Optional.of(ask.pictured(text, media, asked == null ? answer : asked));
  }

  /** {@code AIMODataset}. */
  static Optional<Prompt> maths(JsonPlace row, Ask ask) {
    String text = column(row, "problem").text();
    int promptLen = ask.length(text);
    int answer = ask.length(column(row, "solution").text());
    Integer asked = ask.sampling().outputLen();
    boolean valid =
        promptLen >= LEAST_LEN
            && answer >= LEAST_LEN
            && promptLen <= MATHS_MOST_PROMPT_LEN
            && promptLen + answer <= MATHS_MOST_TOTAL_LEN;
    return asked == null && !valid
        ? Optional.empty()
        : Optional.of(new Prompt(text, promptLen, asked == null ? answer : asked));
  }

  /** {@code NextEditPredictionDataset}, which has no use for a length that is asked for. */
  static Optional<Prompt> nextEdit(JsonPlace row, Ask ask) {
    String text =
        "### Instruction:\n"
            + "You are a code completion assistant and your task is to analyze user edits and then"
            + " rewrite an excerpt that the user provides, suggesting the appropriate edits within"
            + " the excerpt, taking into account the cursor location.\n\n### User Edits:\n\n"
            + written(column(row, "events"))
            + "\n\n### User Excerpt:\n\n"
            + written(column(row, "input"))
            + "\n\n### Response:\n\n";
    String answer = region(column(row, "output").text());
    return Optional.of(new Prompt(text, ask.length(text), ask.length(answer)));
  }

  /** From the mark on; without one the last character, as Python's {@code text[-1:]}. */
  private static String region(String output) {
    int mark = output.indexOf(REGION);
    if (mark >= 0) {
      return output.substring(mark);
    }
    return output.isEmpty() ? "" : output.substring(output.offsetByCodePoints(output.length(), -1));
  }

  /**
   * {@code MLPerfDataset}: a system prompt and a question, which vLLM always renders by the
   * template. Where that is skipped, they are parted by a blank line; that is our own.
   */
  static Optional<Prompt> mlPerf(JsonPlace row, Ask ask) {
    String system = column(row, "system_prompt").text();
    String question = column(row, "question").text();
    String text =
        ask.rules().skipChatTemplate()
            ? system + "\n\n" + question
            : ask.rendered(
                List.of(Ask.message("system", system), Ask.message("user", question)), Map.of());
    int answer = ask.sampling().tokenizer().count(column(row, "output").text());
    Prompt prompt = new Prompt(text, ask.length(text), ask.outputLen(answer));
    return Rows.valid(prompt.promptLen(), prompt.outputLen(), null)
        ? Optional.of(prompt)
        : Optional.empty();
  }
}
