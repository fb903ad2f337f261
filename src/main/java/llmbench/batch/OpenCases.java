// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import java.util.ArrayList;
import java.util.List;

/** The cases whose load or finishing goes on. Each is told beside which others it was measured. */
final class OpenCases {
  private final List<CaseFile> open = new ArrayList<>();

  /** One more. */
  synchronized void add(CaseFile file) {
    for (CaseFile other : open) {
      other.beside(file.benchCase().name());
      file.beside(other.benchCase().name());
    }
    open.add(file);
  }

  synchronized void remove(CaseFile file) {
    open.remove(file);
  }

  /** Those of this moment; empty between cases. */
  synchronized List<CaseFile> now() {
    return List.copyOf(open);
  }
}
