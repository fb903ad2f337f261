// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset.hf;

import java.util.Optional;
import llmbench.dataset.JsonPlace;
import llmbench.dataset.Prompt;

/** What a set of the Hub makes of its rows: a class of vLLM's, or columns that the user names. */
interface RowPrompts {

  /**
   * The prompt of a row; empty if it is left out.
   *
   * @throws llmbench.dataset.DatasetException if the row is not as it should be
   */
  Optional<Prompt> of(JsonPlace row, Ask ask);
}
