// SPDX-License-Identifier: Apache-2.0
package llmbench.hub;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The Hugging Face hub's local cache ({@code huggingface_hub}, {@code constants.py}). */
public final class HubCache {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][\\w.-]*(/[A-Za-z0-9][\\w.-]*)?");

  private HubCache() {}

  /**
   * Folders of a model's snapshots, the one of its main branch first; empty if it is not cached.
   */
  public static List<Path> snapshots(String id, Map<String, String> environment) {
    if (!isId(id)) {
      return new ArrayList<>();
    }
    return snapshots(root(environment).resolve(folderName(id)));
  }

  /** Folders of a repository's snapshots. */
  private static List<Path> snapshots(Path model) {
    List<Path> folders = new ArrayList<>();
    Path main = model.resolve("refs").resolve("main");
    try {
      if (Files.isRegularFile(main)) {
        folders.add(model.resolve("snapshots").resolve(Files.readString(main).strip()));
      } else {
        folders.add(model.resolve("snapshots"));
      }
    } catch (IOException e) {
      folders.add(model.resolve("snapshots"));
    }
    return folders;
  }

  /** Whether a name has the form of a hub id, {@code name} or {@code owner/name}. */
  public static boolean isId(String name) {
    return ID.matcher(name).matches();
  }

  /** A model's folder below the cache's root. */
  public static String folderName(String id) {
    return "models--" + id.replace("/", "--");
  }

  /** A data set's folder below the cache's root. */
  static String datasetFolderName(String id) {
    return "datasets--" + id.replace("/", "--");
  }

  /** The folder of all repositories. */
  public static Path root(Map<String, String> environment) {
    String cache = environment.get("HF_HUB_CACHE");
    if (cache != null && !cache.isEmpty()) {
      return Path.of(cache);
    }
    String home = environment.get("HF_HOME");
    Path base =
        home != null && !home.isEmpty()
            ? Path.of(home)
            : Path.of(System.getProperty("user.home"), ".cache", "huggingface");
    return base.resolve("hub");
  }
}
