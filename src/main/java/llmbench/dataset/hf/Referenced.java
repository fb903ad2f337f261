// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset.hf;

import java.util.Optional;
import llmbench.dataset.JsonPlace;
import llmbench.dataset.Prompt;

/**
 * Prompts with what a right answer to each is, from a column of its row; none where the row has
 * none. Our own, for {@code check_answers}.
 */
record Referenced(RowPrompts prompts, String column) implements RowPrompts {
  @Override
  public Optional<Prompt> of(JsonPlace row, Ask ask) {
    JsonPlace reference = row.at(column);
    if (!reference.node().isValueNode() || reference.node().isNull()) {
      return prompts.of(row, ask);
    }
    String text = reference.node().asText();
    return prompts
        .of(row, ask)
        .map(
            prompt ->
                new Prompt(
                    prompt.text(),
                    prompt.promptLen(),
                    prompt.outputLen(),
                    prompt.parts().withReference(text)));
  }
}
