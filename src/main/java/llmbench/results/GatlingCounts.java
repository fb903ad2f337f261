// SPDX-License-Identifier: Apache-2.0
package llmbench.results;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Puts Gatling's counts of a case, known only after the last case, into a result that was written
 * before: the {@code null} of {@code llmbench.counts.gatling} becomes their object, and no other
 * byte changes. So the figures need not be computed again, and the file is the one that {@link
 * ResultWriter#write} would have made with them.
 */
public final class GatlingCounts {
  private static final int NULL_BYTES = 4;
  private static final long NONE = -1;
  private static final long FILLED = -2;

  private GatlingCounts() {}

  /**
   * Replaces the file by one with the counts.
   *
   * @throws IOException naming the file, if it cannot be read or written, or has counts already
   */
  public static void put(Path result, Map<String, Object> counts) throws IOException {
    long offset = offsetOfNull(result);
    AtomicFile.write(
        result,
        out -> {
          try (InputStream in = new BufferedInputStream(Files.newInputStream(result))) {
            copy(in, out, offset);
            out.write(ResultWriter.json(counts));
            in.skipNBytes(NULL_BYTES);
            in.transferTo(out);
          }
        });
  }

  private static void copy(InputStream in, java.io.OutputStream out, long bytes)
      throws IOException {
    byte[] buffer = new byte[1 << 16];
    for (long left = bytes; left > 0; ) {
      int n = in.readNBytes(buffer, 0, (int) Math.min(left, buffer.length));
      if (n == 0) {
        throw new IOException("the file became shorter");
      }
      out.write(buffer, 0, n);
      left -= n;
    }
  }

  /** Of the last result, where several stand under one another. */
  private static long offsetOfNull(Path result) throws IOException {
    try (InputStream in = Files.newInputStream(result);
        JsonParser json = ResultWriter.parser(in)) {
      long last = NONE;
      while (json.nextToken() == JsonToken.START_OBJECT) {
        last = offsetInResult(json);
      }
      if (last == NONE) {
        throw new IOException(result + ": no llmbench.counts.gatling");
      }
      if (last == FILLED) {
        throw new IOException(result + ": llmbench.counts.gatling is not null");
      }
      return last;
    }
  }

  /** Reads one result to its end. */
  private static long offsetInResult(JsonParser json) throws IOException {
    long offset = NONE;
    if (find(json, ResultWriter.LLMBENCH)
        && json.nextToken() == JsonToken.START_OBJECT
        && find(json, "counts")
        && json.nextToken() == JsonToken.START_OBJECT
        && find(json, "gatling")) {
      boolean empty = json.nextToken() == JsonToken.VALUE_NULL;
      offset = empty ? json.currentTokenLocation().getByteOffset() : FILLED;
    }
    while (!json.getParsingContext().inRoot()) {
      json.nextToken();
    }
    return offset;
  }

  /** Goes on to the object's member of that name; false if it has none. */
  private static boolean find(JsonParser json, String member) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      if (json.currentName().equals(member)) {
        return true;
      }
      json.nextToken();
      json.skipChildren();
    }
    return false;
  }
}
