// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import java.nio.file.Path;
import llmbench.analysis.RecordFolder;
import llmbench.plan.Case;
import llmbench.plan.Plan;

/** Where record logs lie: in {@code records}, below the results. */
final class RecordFiles {
  private RecordFiles() {}

  static Path folder(Plan plan) {
    return plan.output().resultDir().resolve(RecordFolder.NAME);
  }

  /** Where requests and answers are kept in full. */
  static Path bodies(Plan plan, Case benchCase) {
    return plan.output().resultDir().resolve("bodies").resolve(benchCase.name() + ".jsonl");
  }

  static Path of(Plan plan, Case benchCase) {
    return RecordFolder.fileOf(plan.output().resultDir(), benchCase);
  }
}
