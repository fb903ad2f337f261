// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import llmbench.config.MapTypes.RangeRatio;
import llmbench.plan.DatasetOptions;
import llmbench.plan.DatasetSpec;

/** The data set and its options. */
final class DatasetReader {
  private final Values values;

  DatasetReader(Values values) {
    this.values = values;
  }

  DatasetSpec read() {
    return new DatasetSpec(
        values.get(Keys.DATASET_NAME),
        null,
        DatasetSpec.Rules.DEFAULT,
        options(),
        values.find(Keys.TOKENIZER));
  }

  private DatasetOptions options() {
    RangeRatio ratio = values.get(Keys.RANDOM_RANGE_RATIO);
    return new DatasetOptions.Random(
        ratio.input(), ratio.output(), values.get(Keys.RANDOM_PREFIX_LEN));
  }
}
