// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import java.util.List;
import llmbench.backend.Payload;
import llmbench.dataset.Prompt;

/**
 * What a record of a data set has a step send: the prompt of one request, or those of a
 * conversation's turns one after the other.
 *
 * @param turns at least one; each has the messages or the text that it adds to what was said
 * @param payload what the body says beside; of another model
 */
public record FedPrompt(List<Prompt> turns, Payload payload) {
  /** Session attribute that holds one. */
  public static final String ATTRIBUTE = "llm.prompt";

  /** Takes a copy. */
  public FedPrompt {
    turns = List.copyOf(turns);
  }
}
