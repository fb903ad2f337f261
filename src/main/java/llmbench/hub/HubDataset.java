// SPDX-License-Identifier: Apache-2.0
package llmbench.hub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A data set of the Hub: the names of its files, and each file when it is wanted, in the cache's
 * own layout ({@code huggingface_hub}, {@code file_download.py}), so that Python's libraries find
 * them too. Thread-safe.
 */
public final class HubDataset {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String id;
  private final HubTries hub;
  private final Path folder;
  private final Consumer<String> progress;
  private final String commit;
  private final List<String> names;

  private HubDataset(
      String id,
      HubTries hub,
      Path folder,
      Consumer<String> progress,
      String commit,
      List<String> names) {
    this.id = id;
    this.hub = hub;
    this.folder = folder;
    this.progress = progress;
    this.commit = commit;
    this.names = names;
  }

  /**
   * Asks the hub for a set's files; with {@code HF_HUB_OFFLINE} those of the cache are all.
   *
   * @param id the Hub's name of the set
   * @param environment whose {@code HF_…} variables are honoured
   * @param progress told what is fetched and how far
   * @throws IOException with a message for the user
   */
  public static HubDataset open(
      String id, Map<String, String> environment, Consumer<String> progress) throws IOException {
    return open(id, environment, progress, HubTries.WAIT);
  }

  static HubDataset open(
      String id, Map<String, String> environment, Consumer<String> progress, HubTries.Wait wait)
      throws IOException {
    Path folder = HubCache.root(environment).resolve(HubCache.datasetFolderName(id));
    HubTries hub = new HubTries(new HubClient(environment), id, progress, wait);
    if (hub.offline()) {
      return cached(id, hub, folder, progress);
    }
    try (InputStream body =
        hub.get("/api/datasets/" + id + "/revision/main", 0).response().body()) {
      JsonNode info = JSON.readTree(body);
      String commit = info.path("sha").asText("");
      if (!commit.matches("[\\w.-]{1,64}") || !info.path("siblings").isArray()) {
        throw new IOException("the hub at " + hub.endpoint() + " answers otherwise than the Hub");
      }
      List<String> names = new ArrayList<>();
      for (JsonNode file : info.path("siblings")) {
        names.add(file.path("rfilename").asText());
      }
      Files.createDirectories(folder.resolve("refs"));
      Files.writeString(folder.resolve("refs").resolve("main"), commit);
      return new HubDataset(id, hub, folder, progress, commit, List.copyOf(names));
    }
  }

  private static HubDataset cached(String id, HubTries hub, Path folder, Consumer<String> progress)
      throws IOException {
    Path main = folder.resolve("refs").resolve("main");
    String commit = Files.isRegularFile(main) ? Files.readString(main).strip() : "";
    Path snapshot = folder.resolve("snapshots").resolve(commit);
    if (commit.isEmpty() || !Files.isDirectory(snapshot)) {
      throw new IOException(
          "HF_HUB_OFFLINE is set, and \"" + id + "\" is not in the cache at " + folder);
    }
    try (Stream<Path> files = Files.walk(snapshot)) {
      List<String> names =
          files
              .filter(Files::isRegularFile)
              .map(file -> snapshot.relativize(file).toString().replace('\\', '/'))
              .sorted()
              .toList();
      return new HubDataset(id, hub, folder, progress, commit, names);
    }
  }

  /** The paths of all its files, with slashes. */
  public List<String> names() {
    return names;
  }

  /**
   * One of its files, fetched if it is not in the cache.
   *
   * @throws IOException with a message for the user
   */
  public synchronized Path file(String name) throws IOException {
    Path snapshot = folder.resolve("snapshots").resolve(commit);
    Path file = snapshot.resolve(name).normalize();
    Path parent = file.getParent();
    if (!names.contains(name) || !file.startsWith(snapshot) || parent == null) {
      throw new IOException("\"" + id + "\" has no file " + name);
    }
    if (!Files.isRegularFile(file)) {
      if (hub.offline()) {
        throw new IOException("HF_HUB_OFFLINE is set, and " + name + " is not in the cache");
      }
      Files.createDirectories(parent);
      Path blob = new HubBlob(hub, folder.resolve("blobs"), progress).fetch(route(name), name);
      link(blob, file, parent);
    }
    return file;
  }

  private String route(String name) throws IOException {
    try {
      String path = "/datasets/" + id + "/resolve/main/" + name;
      return new URI(null, null, path, null).toASCIIString();
    } catch (URISyntaxException e) {
      throw new IOException("no address for the file " + name, e);
    }
  }

  /** Where there are no links the file itself is moved. */
  private static void link(Path blob, Path file, Path parent) throws IOException {
    Files.deleteIfExists(file); // a link to nothing
    try {
      Files.createSymbolicLink(file, parent.relativize(blob));
    } catch (IOException | UnsupportedOperationException e) {
      Files.move(blob, file);
    }
  }
}
