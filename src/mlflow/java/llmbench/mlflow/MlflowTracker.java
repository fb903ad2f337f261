// SPDX-License-Identifier: Apache-2.0
package llmbench.mlflow;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import llmbench.export.TrackedRun;
import llmbench.export.Tracker;
import llmbench.export.Tracking;
import org.jspecify.annotations.Nullable;
import org.mlflow.api.proto.Service.CreateRun;
import org.mlflow.api.proto.Service.Experiment;
import org.mlflow.api.proto.Service.Metric;
import org.mlflow.api.proto.Service.Param;
import org.mlflow.api.proto.Service.Run;
import org.mlflow.api.proto.Service.RunInfo;
import org.mlflow.api.proto.Service.RunStatus;
import org.mlflow.api.proto.Service.RunTag;
import org.mlflow.api.proto.Service.ViewType;
import org.mlflow.tracking.MlflowClient;
import org.mlflow.tracking.MlflowClientException;

/**
 * One experiment of a server. A run's fingerprint is set last, so that it marks whole runs only.
 */
final class MlflowTracker implements Tracker {
  private static final String FINGERPRINT = "llmbench.result";

  /** What MLflow's page shows as a run's description. */
  private static final String NOTE = "mlflow.note.content";

  /** The server's bounds on a batch and on what it holds. */
  private static final int METRICS_OF_A_BATCH = 1_000;

  private static final int PARAMS_OF_A_BATCH = 100;
  private static final int PARAM_LENGTH = 6_000;
  private static final int TAG_LENGTH = 5_000;

  private final MlflowClient client;
  private final Tracking where;
  private final String experiment;
  private final Artifacts artifacts;

  private MlflowTracker(
      MlflowClient client, Tracking where, String experiment, Artifacts artifacts) {
    this.client = client;
    this.where = where;
    this.experiment = experiment;
    this.artifacts = artifacts;
  }

  /**
   * Finds the experiment or makes it.
   *
   * @param environment has the credentials, under MLflow's names
   * @throws IOException in one sentence, if the server cannot be reached or refuses
   */
  static MlflowTracker open(Tracking where, Map<String, String> environment) throws IOException {
    MlflowClient client = null;
    try {
      client = Credentials.of(environment).client(where.uri());
      String quote = where.experiment().contains("'") ? "\"" : "'";
      // Not by its name: a server says 404 then, and the client tries again, with warnings.
      List<Experiment> there =
          client.searchExperiments("name = " + quote + where.experiment() + quote).getItems();
      String id =
          there.isEmpty()
              ? client.createExperiment(where.experiment())
              : there.get(0).getExperimentId();
      return new MlflowTracker(
          client, where, id, new Artifacts(client, where.uri(), Credentials.of(environment)));
    } catch (RuntimeException e) {
      if (client != null) {
        client.close();
      }
      throw new IOException("MLflow at " + where.uri() + ": " + reason(e), e);
    }
  }

  @Override
  public String log(TrackedRun run) throws IOException {
    String id = null;
    try {
      List<Run> same =
          client
              .searchRuns(
                  List.of(experiment),
                  "tags.`" + FINGERPRINT + "` = '" + run.fingerprint() + "'",
                  ViewType.ACTIVE_ONLY,
                  1)
              .getItems();
      if (!same.isEmpty()) {
        return address(same.get(0).getInfo().getRunId());
      }
      RunInfo made =
          client.createRun(
              CreateRun.newBuilder()
                  .setExperimentId(experiment)
                  .setRunName(run.name())
                  .setStartTime(run.startMillis())
                  .build());
      id = made.getRunId();
      put(id, run);
      artifacts.put(made, run.artifacts());
      client.setTerminated(
          id, run.partial() ? RunStatus.KILLED : RunStatus.FINISHED, run.endMillis());
      client.setTag(id, FINGERPRINT, run.fingerprint());
      return address(id);
    } catch (IOException | RuntimeException e) {
      throw new IOException(
          run.name() + " is not whole in MLflow at " + where.uri() + ": " + reason(e) + failed(id),
          e);
    }
  }

  private void put(String id, TrackedRun run) {
    List<Param> params =
        run.params().entrySet().stream()
            .map(
                each ->
                    Param.newBuilder()
                        .setKey(name(each.getKey()))
                        .setValue(cut(each.getValue(), PARAM_LENGTH))
                        .build())
            .toList();
    for (List<Param> batch : batches(params, PARAMS_OF_A_BATCH)) {
      client.logBatch(id, List.of(), batch, List.of());
    }
    List<Metric> metrics =
        run.metrics().entrySet().stream()
            .map(
                each ->
                    Metric.newBuilder()
                        .setKey(name(each.getKey()))
                        .setValue(each.getValue())
                        .setTimestamp(run.endMillis())
                        .setStep(0)
                        .build())
            .toList();
    for (List<Metric> batch : batches(metrics, METRICS_OF_A_BATCH)) {
      client.logBatch(id, batch, List.of(), List.of());
    }
    List<RunTag> tags = new ArrayList<>();
    run.tags().forEach((key, value) -> tags.add(tag(key.equals("note") ? NOTE : key, value)));
    tags.add(tag("mlflow.source.name", "llmbench"));
    client.logBatch(id, List.of(), List.of(), tags);
  }

  private static RunTag tag(String key, String value) {
    return RunTag.newBuilder().setKey(key).setValue(cut(value, TAG_LENGTH)).build();
  }

  /** Marks a run that was begun; what it could not do is not told over what went wrong before. */
  private String failed(@Nullable String id) {
    if (id == null) {
      return "";
    }
    try {
      client.setTerminated(id, RunStatus.FAILED);
      return "; run " + id + " is marked as failed there";
    } catch (RuntimeException e) {
      return "; run " + id + " is left as it is there";
    }
  }

  private String address(String id) {
    String uri = where.uri().endsWith("/") ? where.uri() : where.uri() + "/";
    return uri + "#/experiments/" + experiment + "/runs/" + id;
  }

  private static <T> List<List<T>> batches(List<T> all, int size) {
    List<List<T>> batches = new ArrayList<>();
    for (int from = 0; from < all.size(); from += size) {
      batches.add(all.subList(from, Math.min(all.size(), from + size)));
    }
    return batches;
  }

  /** With the characters that MLflow allows in a name. */
  private static String name(String name) {
    return name.replaceAll("[^\\p{Alnum}_\\-. /:]", "_");
  }

  private static String cut(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length - 1) + "…";
  }

  private static String reason(Throwable failure) {
    Throwable told = failure;
    while (told instanceof MlflowClientException && told.getCause() != null) {
      told = told.getCause();
    }
    String text = told.getMessage();
    return text == null || text.isBlank()
        ? told.getClass().getSimpleName()
        : text.lines().findFirst().orElse(text);
  }

  @Override
  public void close() {
    client.close();
  }
}
