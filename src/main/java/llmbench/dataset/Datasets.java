// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset;

import llmbench.plan.DatasetOptions;
import llmbench.plan.DatasetSpec;

/** The data sets that are built. */
public final class Datasets {
  private Datasets() {}

  /** The set that a plan names. */
  public static Dataset of(DatasetSpec spec) {
    DatasetOptions options = spec.options();
    if (options instanceof DatasetOptions.Random random) {
      return new RandomRequests(random);
    }
    throw new IllegalStateException("no data set for " + options);
  }
}
