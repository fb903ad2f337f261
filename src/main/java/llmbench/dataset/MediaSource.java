// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import llmbench.dataset.media.AudioClip;
import llmbench.dataset.media.MediaException;
import llmbench.dataset.media.Picture;
import org.jspecify.annotations.Nullable;

/**
 * Media that a row names by a path or an address: read here. A path is relative to the folder of
 * the run, as in vLLM.
 */
final class MediaSource {
  private static final Duration TIME_LIMIT = Duration.ofSeconds(30);
  private static final String FILE = "file://";
  private static final int OK = 200;

  private @Nullable HttpClient client;

  /** A picture as PNG ({@code fetch_image} and {@code encode_image_url}). */
  byte[] picture(JsonPlace place, String address) {
    byte[] file =
        address.startsWith("http://") || address.startsWith("https://")
            ? download(place, address)
            : file(place, address);
    try {
      return Picture.png(file);
    } catch (MediaException e) {
      throw place.unexpected(e.expected(), e.found() + " at " + address);
    }
  }

  /** A sound ({@code process_audio}). */
  AudioClip sound(JsonPlace place, String path) {
    try {
      return AudioClip.read(file(place, path));
    } catch (MediaException e) {
      throw place.unexpected(e.expected(), e.found() + " at " + path);
    }
  }

  private static byte[] file(JsonPlace place, String address) {
    Path path;
    try {
      path =
          Path.of(
              address.startsWith(FILE)
                  ? URLDecoder.decode(
                      address.substring(FILE.length()).replace("+", "%2B"), StandardCharsets.UTF_8)
                  : address);
    } catch (InvalidPathException e) {
      throw place.unexpected("a path", address);
    }
    if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
      throw place.unexpected("a readable file", "none at " + path.toAbsolutePath());
    }
    try {
      return Files.readAllBytes(path);
    } catch (IOException e) {
      throw new UncheckedIOException(path + ": " + e.getMessage(), e);
    }
  }

  private byte[] download(JsonPlace place, String address) {
    String wanted = "a picture within 30 s";
    try {
      HttpResponse<byte[]> answer =
          client()
              .send(
                  HttpRequest.newBuilder(URI.create(address)).timeout(TIME_LIMIT).build(),
                  HttpResponse.BodyHandlers.ofByteArray());
      if (answer.statusCode() != OK) {
        throw place.unexpected(wanted, "HTTP " + answer.statusCode() + " from " + address);
      }
      return answer.body();
    } catch (IOException | IllegalArgumentException e) {
      throw place.unexpected(wanted, "none from " + address + ": " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw place.unexpected(wanted, "an interruption");
    }
  }

  private HttpClient client() {
    HttpClient one = client;
    if (one == null) {
      one =
          HttpClient.newBuilder()
              .followRedirects(HttpClient.Redirect.NORMAL)
              .connectTimeout(TIME_LIMIT)
              .build();
      client = one;
    }
    return one;
  }
}
