// SPDX-License-Identifier: Apache-2.0
package llmbench.recording;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How the requests of a record log ended.
 *
 * @param requests each request once, by its last try
 * @param tries every line; the same as {@code requests} unless something was sent again
 * @param incomplete a sentence if the log's last line was cut; null if not
 */
public record RecordCounts(OkKo requests, OkKo tries, @Nullable String incomplete) {

  /** Counts a record file, one line in memory at a time. */
  static RecordCounts read(Path file) throws IOException {
    Tally tally = new Tally();
    try (RecordReader reader = RecordReader.open(file)) {
      for (RequestRecord r = reader.read(); r != null; r = reader.read()) {
        tally.add(r);
      }
      return tally.counts(reader.cutLine().orElse(null));
    }
  }

  /** Counts record by record; those that the client ended on purpose are in a row of their own. */
  public static final class Tally {
    private OkKo requests = OkKo.NONE;
    private OkKo tries = OkKo.NONE;

    /** Takes a record. */
    public void add(RequestRecord record) {
      if (record.outcome() == Outcome.CANCELLED) {
        return;
      }
      boolean completed = record.outcome().completed();
      tries = tries.plus(completed);
      if (record.last()) {
        requests = requests.plus(completed);
      }
    }

    /**
     * What was counted.
     *
     * @param incomplete a sentence if the log's last line was cut; null if not
     */
    public RecordCounts counts(@Nullable String incomplete) {
      return new RecordCounts(requests, tries, incomplete);
    }
  }
}
