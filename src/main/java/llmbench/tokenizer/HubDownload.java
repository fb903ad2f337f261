// SPDX-License-Identifier: Apache-2.0
package llmbench.tokenizer;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import llmbench.hub.HubCache;
import llmbench.hub.HubClient;

/**
 * Fetches a model's tokenizer files from the Hugging Face hub into its local cache, in the cache's
 * own layout, so that Python's libraries find them too. {@code HF_ENDPOINT}, {@code HF_TOKEN} and
 * {@code HF_HUB_OFFLINE} are honoured as {@code huggingface_hub} does.
 */
final class HubDownload {
  private static final int OK = 200;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;

  private final Map<String, String> environment;
  private final HubClient hub;

  HubDownload(Map<String, String> environment) {
    this.environment = environment;
    this.hub = new HubClient(environment);
  }

  /** Whether downloads are switched off. */
  boolean offline() {
    return hub.offline();
  }

  /** Where files come from, without a trailing slash. */
  String endpoint() {
    return hub.endpoint();
  }

  /**
   * Fetches {@code tokenizer.json} and, where they are there, {@code tokenizer_config.json} and
   * {@code chat_template.jinja}.
   *
   * @return the cache's folder that now holds them
   * @throws IOException with a message for the user
   */
  Path fetch(String id) throws IOException {
    HubClient.Reply found = get(id, "tokenizer.json");
    HttpResponse<InputStream> main = found.response();
    if (main.statusCode() != OK) {
      main.body().close();
      throw new IOException(refusal(id, main.statusCode()));
    }
    String commit = found.commit() == null ? "main" : found.commit();
    Path model = HubCache.root(environment).resolve(HubCache.folderName(id));
    Path snapshot = model.resolve("snapshots").resolve(commit);
    Files.createDirectories(snapshot);
    save(main.body(), snapshot.resolve("tokenizer.json"));
    for (String further : List.of("tokenizer_config.json", "chat_template.jinja")) {
      saveIfThere(id, further, snapshot);
    }
    Path refs = model.resolve("refs");
    Files.createDirectories(refs);
    try (InputStream ref =
        new java.io.ByteArrayInputStream(commit.getBytes(StandardCharsets.UTF_8))) {
      save(ref, refs.resolve("main"));
    }
    return snapshot;
  }

  private void saveIfThere(String id, String file, Path snapshot) throws IOException {
    HttpResponse<InputStream> response = get(id, file).response();
    if (response.statusCode() == OK) {
      save(response.body(), snapshot.resolve(file));
      return;
    }
    response.body().close();
    if (response.statusCode() != NOT_FOUND) {
      throw new IOException(refusal(id, response.statusCode()));
    }
  }

  private String refusal(String id, int status) {
    return switch (status) {
      case UNAUTHORIZED, FORBIDDEN ->
          "the hub refused \"" + id + "\" (HTTP " + status + "); if it is gated, set HF_TOKEN";
      case NOT_FOUND -> "the hub has no tokenizer.json of \"" + id + "\"";
      default -> "the hub answered HTTP " + status + " for \"" + id + "\"";
    };
  }

  private HubClient.Reply get(String id, String file) throws IOException {
    return hub.get("/" + id + "/resolve/main/" + file);
  }

  private static void save(InputStream body, Path file) throws IOException {
    Path fresh = Files.createTempFile(file.getParent(), ".", ".part");
    try (body) {
      Files.copy(body, fresh, StandardCopyOption.REPLACE_EXISTING);
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }
}
