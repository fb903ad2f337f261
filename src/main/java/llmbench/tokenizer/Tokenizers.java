// SPDX-License-Identifier: Apache-2.0
package llmbench.tokenizer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import llmbench.hub.HubCache;

/** Finds the tokenizer that a configuration names. */
public final class Tokenizers {
  private static final String FILE = "tokenizer.json";

  private Tokenizers() {}

  /**
   * A folder with a {@code tokenizer.json}, such a file, or a hub id, looked for in the hub's local
   * cache.
   *
   * @param name what the configuration says
   * @param environment {@code HF_HOME}, {@code HF_HUB_CACHE}, {@code HF_ENDPOINT}, {@code HF_TOKEN}
   *     and {@code HF_HUB_OFFLINE} are honoured
   * @param warnings told what a user should know
   * @throws TokenizerException if it is not found or of no use
   */
  public static Tokenizer open(
      String name, Map<String, String> environment, Consumer<String> warnings) {
    List<Path> looked = new ArrayList<>();
    Path given = Path.of(name);
    looked.add(given.getFileName() != null && given.endsWith(FILE) ? given : given.resolve(FILE));
    HubCache.snapshots(name, environment).forEach(folder -> looked.add(folder.resolve(FILE)));
    for (Path file : looked) {
      if (Files.isRegularFile(file)) {
        return load(file, warnings);
      }
    }
    String download = download(name, environment, warnings, looked);
    Path fetched = looked.get(looked.size() - 1);
    if (download.isEmpty()) {
      return load(fetched, warnings);
    }
    throw new TokenizerException(
        "tokenizer \""
            + name
            + "\": not found; looked for "
            + looked
            + "; "
            + download
            + "; give a folder with a tokenizer.json (tokenizer: path/to/folder), or let the server count"
            + " (tokenizer: server)");
  }

  private static Tokenizer load(Path file, Consumer<String> warnings) {
    TokenizerFiles files = TokenizerFiles.read(file);
    if (files.warning() != null) {
      warnings.accept(files.warning());
    }
    return new DjlTokenizer(files);
  }

  /** Fetches the files and adds where they are now; else says why not. */
  private static String download(
      String name, Map<String, String> environment, Consumer<String> warnings, List<Path> looked) {
    HubDownload hub = new HubDownload(environment);
    if (!HubCache.isId(name)) {
      return "it has not the form of a hub id, so nothing was downloaded";
    }
    if (hub.offline()) {
      return "HF_HUB_OFFLINE is set, so nothing was downloaded";
    }
    warnings.accept("tokenizer \"" + name + "\" is being fetched from " + hub.endpoint());
    try {
      looked.add(hub.fetch(name).resolve(FILE));
      return "";
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
