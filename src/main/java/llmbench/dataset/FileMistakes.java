// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset;

import java.util.ArrayList;
import java.util.List;

/** Mistakes of one file, told all at once. */
public final class FileMistakes {
  private static final int MOST_SHOWN = 20;

  private final List<String> found = new ArrayList<>();

  /** Adds one, such as {@code chats.json:7 [3].id: expected a string, found a list}. */
  public void add(String mistake) {
    found.add(mistake);
  }

  /** Adds those of another. */
  public void addAll(FileMistakes other) {
    found.addAll(other.found);
  }

  /** Whether there are none so far. */
  public boolean none() {
    return found.isEmpty();
  }

  /** Does what may find a mistake, and adds that. */
  public void collect(Runnable reading) {
    try {
      reading.run();
    } catch (DatasetException e) {
      found.add(String.valueOf(e.getMessage()));
    }
  }

  /**
   * Goes on if none was found.
   *
   * @throws DatasetException with a line for each, of many the first {@value #MOST_SHOWN}
   */
  public void throwIfAny() {
    if (found.isEmpty()) {
      return;
    }
    String text = String.join("\n", found.subList(0, Math.min(MOST_SHOWN, found.size())));
    int more = found.size() - MOST_SHOWN;
    throw new DatasetException(more > 0 ? text + "\nand " + more + " more" : text);
  }
}
