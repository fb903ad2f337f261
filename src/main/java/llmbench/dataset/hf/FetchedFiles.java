// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset.hf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import llmbench.dataset.DatasetException;
import llmbench.hub.HubDataset;

/** A set of the Hub, whose files are fetched as they are needed. */
final class FetchedFiles implements HubFiles {
  private final HubDataset set;

  FetchedFiles(String id, Map<String, String> environment, Consumer<String> progress) {
    try {
      this.set = HubDataset.open(id, environment, progress);
    } catch (IOException e) {
      throw refused(e);
    }
  }

  private static DatasetException refused(IOException e) {
    return new DatasetException("dataset_path: " + e.getMessage(), e);
  }

  @Override
  public List<String> names() {
    return set.names();
  }

  @Override
  public String readme() {
    try {
      return names().contains("README.md") ? Files.readString(set.file("README.md")) : "";
    } catch (IOException e) {
      throw refused(e);
    }
  }

  @Override
  public Path path(String name) {
    try {
      return set.file(name);
    } catch (IOException e) {
      throw refused(e);
    }
  }
}
