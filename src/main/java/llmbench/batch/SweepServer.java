// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import llmbench.backend.Backend;
import llmbench.backend.Backends;
import llmbench.backend.Payload;
import llmbench.plan.Plan;
import llmbench.plan.ServerCommand;
import llmbench.plan.Target;
import llmbench.recording.NanoClock;
import llmbench.server.ProxyFromEnvironment;
import llmbench.server.ServedModels;
import llmbench.server.ServerConnection;
import llmbench.server.ServerException;
import llmbench.sweep.ParameterSet;
import llmbench.sweep.SweepPoint;
import llmbench.sweep.SweepStep;

/**
 * A server that a sweep has started, and a way to ask it.
 *
 * @param plan of one of the runs that it is for
 */
record SweepServer(LocalServer local, ServerConnection connection, Plan plan) {

  /** Where servers' output goes, in the experiment's folder. */
  private static final String LOGS = "server_logs";

  /**
   * Starts a server and waits until it is healthy.
   *
   * @param command its words, changed
   * @throws ServerException if it cannot be started, ends, or is not healthy in time; it has then
   *     been ended
   */
  static SweepServer start(
      SweepSetup setup, ParameterSet serve, List<String> command, ServerCommand spec) {
    Plan plan = plan(setup, serve);
    Target target = plan.target();
    Map<String, String> environment = System.getenv();
    InetSocketAddress proxy = ProxyFromEnvironment.of(target.baseUrl(), environment);
    ServerConnection connection =
        ServerConnection.to(
            target,
            target.baseUrl(),
            Launch.apiKey(environment),
            plan.request().connectTimeout(),
            proxy);
    LocalServer local = LocalServer.start(command, log(setup, serve), NanoClock.SYSTEM);
    try {
      local.awaitReady(connection, target.baseUrl(), spec.readyTimeout());
      return new SweepServer(local, connection, plan);
    } catch (ServerException e) {
      boolean interrupted = Thread.interrupted(); // its end is not to be hurried by that
      local.stop();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      throw e;
    }
  }

  /** Where the output of a server goes. */
  static Path log(SweepSetup setup, ParameterSet serve) {
    String name = new SweepPoint(serve, ParameterSet.EMPTY).folder();
    return setup.folder().resolve(LOGS).resolve((name.isEmpty() ? "SERVE" : name) + ".log");
  }

  /** The plan of the first run of a server. */
  private static Plan plan(SweepSetup setup, ParameterSet serve) {
    SweepPoint first =
        setup.sweep().knownPoints().stream()
            .filter(point -> point.serve().equals(serve))
            .findFirst()
            .orElseThrow();
    Path file = setup.folder().resolve("run=0.json");
    return setup
        .plans()
        .plan(new SweepStep.Run(first, first.overrides(), 0, file), setup.address(serve));
  }

  /**
   * Sends one request for one token, where the API has such.
   *
   * @throws ServerException if it is not answered as it should be
   */
  void firstToken() {
    Target target = plan.target();
    Backend backend = Backends.of(target.api(), plan.request().stream(), target.template());
    String model = ModelNames.of(target, ServedModels.ask(connection), name -> {}).payload();
    Payload payload =
        new Payload(
            model,
            false,
            plan.request().logprobs(),
            plan.request().extraBody(),
            plan.request().maxTokensField());
    String problem =
        local.firstToken(connection, LocalServer.endpoint(target, backend), backend, payload);
    if (problem != null) {
      throw new ServerException("the first request failed: " + problem);
    }
  }
}
