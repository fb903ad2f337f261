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
  public static RecordCounts read(Path file) throws IOException {
    OkKo requests = OkKo.NONE;
    OkKo tries = OkKo.NONE;
    try (RecordReader reader = RecordReader.open(file)) {
      for (RequestRecord r = reader.read(); r != null; r = reader.read()) {
        boolean completed = r.outcome().completed();
        tries = tries.plus(completed);
        if (r.last()) {
          requests = requests.plus(completed);
        }
      }
      return new RecordCounts(requests, tries, reader.cutLine().orElse(null));
    }
  }
}
