// SPDX-License-Identifier: Apache-2.0
package llmbench.hub;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Fetches the content of a file into the cache's {@code blobs}. What has come is kept in a file
 * {@code .incomplete}, from whose end on it is asked for again, in this run or another.
 */
final class HubBlob {
  private static final int MOST_TRIES = 5;
  private static final int PARTIAL = 206;
  private static final int RANGE_NOT_SATISFIABLE = 416;
  private static final int BUFFER_BYTES = 1 << 16;
  private static final long BYTES_BETWEEN_WORDS = 16L << 20;
  private static final double MEGABYTE = 1e6;

  private final HubTries hub;
  private final Path blobs;
  private final Consumer<String> progress;

  HubBlob(HubTries hub, Path blobs, Consumer<String> progress) {
    this.hub = hub;
    this.blobs = blobs;
    this.progress = progress;
  }

  /**
   * The content.
   *
   * @param route where it is
   * @param name what it is called in messages
   * @throws IOException with a message for the user
   */
  Path fetch(String route, String name) throws IOException {
    Files.createDirectories(blobs);
    IOException last = new IOException("nothing came");
    @Nullable Path incomplete = null;
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      // Until the hub has named the content it is not known what has come of it already.
      long have = incomplete == null ? 0 : size(incomplete);
      HubClient.Reply reply = hub.get(route, have);
      String etag = etag(reply, name);
      Path blob = blobs.resolve(etag);
      Path part = blobs.resolve(etag + ".incomplete");
      boolean first = incomplete == null;
      incomplete = part;
      try (InputStream body = reply.response().body()) {
        if (Files.isRegularFile(blob)) {
          return blob;
        }
        if (first && size(part) > 0) {
          tries--;
          continue;
        }
        receive(reply, body, part, have, name);
        return Files.move(part, blob, StandardCopyOption.REPLACE_EXISTING);
      } catch (IOException e) {
        last = e;
        progress.accept(
            "The connection broke while " + name + " was fetched; it goes on from there");
      }
    }
    throw new IOException(
        "the hub at "
            + hub.endpoint()
            + " broke off "
            + name
            + " "
            + MOST_TRIES
            + " times: "
            + last.getMessage(),
        last);
  }

  private static String etag(HubClient.Reply reply, String name) {
    String etag = reply.etag();
    return etag == null ? "unnamed-" + Integer.toHexString(name.hashCode()) : etag;
  }

  private static long size(Path file) throws IOException {
    return Files.isRegularFile(file) ? Files.size(file) : 0;
  }

  private void receive(HubClient.Reply reply, InputStream body, Path part, long have, String name)
      throws IOException {
    if (reply.status() == RANGE_NOT_SATISFIABLE) {
      String range = reply.response().headers().firstValue("content-range").orElse("");
      if (range.endsWith("/" + have)) {
        return; // all of it had come
      }
      Files.delete(part);
      throw new IOException("what had come before was longer than the file");
    }
    boolean goesOn = reply.status() == PARTIAL;
    long from = goesOn ? have : 0;
    long length = reply.response().headers().firstValueAsLong("content-length").orElse(-1);
    long whole = length < 0 ? -1 : from + length;
    progress.accept(
        "Fetching "
            + name
            + (whole < 0 ? "" : " (" + megabytes(whole) + ")")
            + " from "
            + hub.endpoint()
            + (from > 0 ? ", from " + megabytes(from) + " on" : ""));
    long done = from;
    long said = from;
    try (OutputStream out =
        Files.newOutputStream(
            part,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            goesOn ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING)) {
      byte[] some = new byte[BUFFER_BYTES];
      for (int read = body.read(some); read >= 0; read = body.read(some)) {
        out.write(some, 0, read);
        done += read;
        if (done - said >= BYTES_BETWEEN_WORDS) {
          said = done;
          progress.accept(
              "Fetching "
                  + name
                  + ": "
                  + megabytes(done)
                  + (whole < 0 ? "" : " of " + megabytes(whole)));
        }
      }
    }
    if (whole >= 0 && done != whole) {
      throw new IOException(done + " of " + whole + " bytes came");
    }
  }

  private static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f MB", bytes / MEGABYTE);
  }
}
