// SPDX-License-Identifier: Apache-2.0
package llmbench.mlflow;

import java.io.IOException;
import java.util.Objects;
import llmbench.export.Tracker;
import llmbench.export.TrackerProvider;
import llmbench.export.Tracking;
import org.mlflow.tracking.MlflowClient;

/** Opens MLflow's servers. */
public final class MlflowProvider implements TrackerProvider {
  /** For the service loader; an error where MLflow's client itself is not there. */
  public MlflowProvider() {
    Objects.requireNonNull(MlflowClient.class);
  }

  @Override
  public Tracker open(Tracking where) throws IOException {
    return MlflowTracker.open(where, System.getenv());
  }
}
