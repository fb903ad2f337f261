// SPDX-License-Identifier: Apache-2.0
package llmbench.export;

import java.util.Map;

/**
 * Where runs are tracked; names of variables and their meaning are MLflow's.
 *
 * @param uri of the tracking server; empty if nobody named one
 * @param experiment the name of what the runs belong to
 */
public record Tracking(String uri, String experiment) {
  /** The address of the tracking server. */
  public static final String URI_VARIABLE = "MLFLOW_TRACKING_URI";

  /** The experiment. */
  public static final String EXPERIMENT_VARIABLE = "MLFLOW_EXPERIMENT_NAME";

  private static final String EXPERIMENT = "llmbench";

  /** As the environment says; the experiment is {@code llmbench} by default. */
  public static Tracking of(Map<String, String> environment) {
    String experiment = environment.getOrDefault(EXPERIMENT_VARIABLE, "");
    return new Tracking(
        environment.getOrDefault(URI_VARIABLE, ""), experiment.isEmpty() ? EXPERIMENT : experiment);
  }

  /** What is wrong with the address, in one line; empty if nothing is. */
  String problem() {
    boolean known =
        uri.startsWith("http://") || uri.startsWith("https://") || uri.startsWith("databricks");
    return known
        ? ""
        : "export mlflow: expected the address of a tracking server, as http://127.0.0.1:5000, in "
            + URI_VARIABLE
            + " or --tracking-uri, found "
            + (uri.isEmpty() ? "none" : '"' + uri + '"');
  }
}
