// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset.conversation;

import java.util.Arrays;
import java.util.List;
import llmbench.random.PythonRandom;
import org.jspecify.annotations.Nullable;

/**
 * Conversations in the order in which they are begun.
 *
 * @param list each id once
 * @param leftOut how many the file had beyond these, whose roles do not take turns
 * @param generator what they were made by; null if they were read
 */
public record Conversations(
    List<Conversation> list, int leftOut, @Nullable GeneratorSpec generator) {

  /** Copies the list. */
  public Conversations {
    list = List.copyOf(list);
  }

  /**
   * So many of them at most, drawn by the seed: the first of an order that Python's {@code
   * random.shuffle} brings them into.
   *
   * @param count at least 1
   */
  Conversations sample(int count, long seed) {
    if (count >= list.size()) {
      return this;
    }
    int[] order = new PythonRandom(seed).shuffled(list.size());
    return new Conversations(
        Arrays.stream(order).limit(count).mapToObj(list::get).toList(), leftOut, generator);
  }
}
