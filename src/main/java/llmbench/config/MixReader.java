// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import llmbench.plan.Case;
import llmbench.plan.DatasetOptions;
import llmbench.plan.DatasetSpec;
import llmbench.plan.MixPart;
import org.jspecify.annotations.Nullable;

/** {@code dataset_mix}: each part is read as if it were the only data set. */
final class MixReader {
  private static final String NAME = "mix";

  /** What a part has from around it, to be judged by. */
  private static final Set<String> AROUND =
      Set.of(
          TargetKeys.BACKEND.name(),
          TargetKeys.BASE_URL.name(),
          DatasetKeys.TOKENIZER.name(),
          EngineKeys.ENGINE_MAX_MODEL_LEN.name(),
          Keys.IGNORE_EOS.name(),
          Keys.EXTRA_BODY.name());

  private final Values values;

  MixReader(Values values) {
    this.values = values;
  }

  /** Whether there is a mix, rightly or wrongly written. */
  static boolean given(Values values) {
    return values.given(DatasetKeys.DATASET_MIX);
  }

  /** Whether there are several data sets, each with lengths of its own. */
  static boolean several(Values values) {
    return given(values) || WorkloadsReader.given(values);
  }

  DatasetSpec read() {
    for (Key<?> key : DatasetKeys.datasetKeys()) {
      if (values.given(key)) {
        values.mistake(
            key,
            "it in a part of dataset_mix",
            "it beside; -Dbench." + key.name() + "= takes it away");
      }
    }
    List<MixPart> parts = new ArrayList<>();
    List<DatasetMixType.Part> written = values.find(DatasetKeys.DATASET_MIX);
    for (DatasetMixType.Part part : written == null ? List.<DatasetMixType.Part>of() : written) {
      Values own = values.part(DatasetKeys.DATASET_MIX, part.keys(), AROUND);
      if (own.sound(DatasetKeys.DATASET_NAME)) {
        MixPart read = part(own, part.weight());
        if (read != null) {
          parts.add(read);
        }
      }
    }
    return new DatasetSpec(
        NAME,
        null,
        DatasetSpec.Rules.DEFAULT,
        new DatasetOptions.Mix(parts),
        values.find(DatasetKeys.TOKENIZER));
  }

  private @Nullable MixPart part(Values own, double weight) {
    DatasetSpec spec = new DatasetReader(own).read();
    List<Case> cases = new CasesReader(own).read();
    if (spec.options() instanceof DatasetOptions.Requests) {
      own.mistake(DatasetKeys.DATASET_NAME, "a set whose requests are made anew", "requests");
      return null;
    }
    if (spec.options().inSessions()) {
      own.mistake(DatasetKeys.DATASET_NAME, "a set of single requests", Found.quote(spec.name()));
      return null;
    }
    return cases.size() == 1
        ? new MixPart(spec, cases.get(0).inputLen(), cases.get(0).outputLen(), weight)
        : null;
  }
}
