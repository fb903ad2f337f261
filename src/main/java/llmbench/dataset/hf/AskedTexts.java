// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset.hf;

import static llmbench.dataset.hf.Ask.column;
import static llmbench.dataset.hf.Ask.written;

import java.util.Optional;
import llmbench.dataset.JsonPlace;
import llmbench.dataset.Prompt;

/** Sets that ask a text and have a usual length of the answer. */
final class AskedTexts {
  private static final int BLAZEDIT_OUTPUT_LEN = 4000;

  private AskedTexts() {}

  /** {@code MTBenchDataset}: the first turn. */
  static Optional<Prompt> mtBench(JsonPlace row, Ask ask) {
    String text = column(row, "turns").list(1).at(0).text();
    return Optional.of(ask.templated(text, ask.outputLen(256)));
  }

  /** {@code HumanEvalDataset}. */
  static Optional<Prompt> humanEval(JsonPlace row, Ask ask) {
    return Optional.of(ask.templated(column(row, "prompt").text(), ask.outputLen(256)));
  }

  /** {@code GSM8KDataset}. */
  static Optional<Prompt> gsm8k(JsonPlace row, Ask ask) {
    return Optional.of(ask.templated(column(row, "question").text(), ask.outputLen(256)));
  }

  /** {@code InstructCoderDataset}. */
  static Optional<Prompt> instructCoder(JsonPlace row, Ask ask) {
    String text =
        written(column(row, "input"))
            + "\n\n"
            + written(column(row, "instruction"))
            + " Just output the code, do not include any explanation.";
    return Optional.of(ask.templated(text, ask.outputLen(200)));
  }

  /** {@code BlazeditDataset}: rows whose normalized edit distance is in the range. */
  static Optional<Prompt> blazedit(JsonPlace row, Ask ask) {
    if (!ask.options().blazedit().has(number(column(row, "norm_distance")))) {
      return Optional.empty();
    }
    String text =
        "Given a code file, please apply the change requests and generate the new file.\n\n"
            + "Original file:\n```python\n"
            + written(column(row, "code"))
            + "\n```\n\nChange request:\n"
            + written(column(row, "change_request"))
            + "\n\nPlease generate the new code file in the \"New file\" section below.";
    return Optional.of(ask.templated(text, ask.outputLen(BLAZEDIT_OUTPUT_LEN)));
  }

  /** A number, which CSV gives as a text. */
  private static double number(JsonPlace place) {
    if (place.node().isTextual()) {
      try {
        return Double.parseDouble(place.text());
      } catch (NumberFormatException e) {
        throw place.unexpected("a number");
      }
    }
    if (!place.node().isNumber()) {
      throw place.unexpected("a number");
    }
    return place.node().doubleValue();
  }
}
