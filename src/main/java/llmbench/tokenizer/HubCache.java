// SPDX-License-Identifier: Apache-2.0
package llmbench.tokenizer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The Hugging Face hub's local cache ({@code huggingface_hub}, {@code constants.py}). */
final class HubCache {
  private HubCache() {}

  /**
   * Folders of a model's snapshots, the one of its main branch first; empty if it is not cached.
   */
  static List<Path> snapshots(String id, Map<String, String> environment) {
    List<Path> folders = new ArrayList<>();
    if (id.startsWith("/") || id.startsWith(".") || id.chars().filter(c -> c == '/').count() > 1) {
      return folders;
    }
    Path model = root(environment).resolve("models--" + id.replace("/", "--"));
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

  static Path root(Map<String, String> environment) {
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
