// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset.hf;

import java.nio.file.Path;
import java.util.List;

/** The files of a data set, in a folder or fetched from the Hub when they are needed. */
interface HubFiles {

  /** Paths of all files below the set's folder, with slashes. */
  List<String> names();

  /** The text of {@code README.md}; empty if there is none. */
  String readme();

  /**
   * One of the files, which is there afterwards.
   *
   * @param name its path below the set's folder; one that is absolute is taken as it is
   * @throws llmbench.dataset.DatasetException if there is none
   */
  Path path(String name);
}
