// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.util.List;
import llmbench.plan.Plan;
import llmbench.plan.Weighted;
import llmbench.server.ServedModels;
import llmbench.server.ServerConnection;
import llmbench.server.ServerException;
import org.jspecify.annotations.Nullable;

/** Whether a server in another process is the simulated engine: it says so with its models. */
final class Simulators {
  private Simulators() {}

  /**
   * Says it where it is so.
   *
   * @param first what the first address says of its models; further ones are asked once
   */
  static boolean measured(
      Plan plan,
      ServedModels first,
      @Nullable String apiKey,
      @Nullable InetSocketAddress proxy,
      PrintStream out) {
    boolean found = first.simulated() || another(plan, apiKey, proxy);
    if (found) {
      out.println("The server is llmbench's simulated engine: its figures are of no real engine.");
    }
    return found;
  }

  private static boolean another(
      Plan plan, @Nullable String apiKey, @Nullable InetSocketAddress proxy) {
    List<Weighted> urls = plan.target().network().baseUrls();
    return urls.stream().skip(1).anyMatch(url -> simulated(plan, url.name(), apiKey, proxy));
  }

  private static boolean simulated(
      Plan plan, String url, @Nullable String apiKey, @Nullable InetSocketAddress proxy) {
    try {
      return ServedModels.ask(
              ServerConnection.to(
                  plan.target(), url, apiKey, plan.request().connectTimeout(), proxy))
          .simulated();
    } catch (ServerException e) {
      return false; // the load will tell of it
    }
  }
}
