// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManager;
import llmbench.backend.Backend;
import llmbench.backend.Payload;
import llmbench.dataset.Prompt;
import llmbench.plan.Case;
import llmbench.plan.PhaseSpec;
import llmbench.plan.Plan;
import llmbench.plan.Secrets;
import llmbench.recording.Phase;
import llmbench.traffic.Arrivals;
import org.jspecify.annotations.Nullable;

/**
 * What the simulation needs from its surroundings, ready for load: addresses, payload, prompts; and
 * where it tells what came of each case. Called from threads of the simulation, never from an event
 * loop.
 */
public interface BenchmarkRun {
  /** What is to be run. */
  Plan plan();

  /** Where requests go: the target's address, or the embedded engine's. */
  String baseUrl();

  /** Headers of every request, the key among them. */
  Map<String, String> headers();

  /** What may stand in no file; taken out of what the server says. */
  default Secrets secrets() {
    return Secrets.of(headers(), plan().target().secretHeaders());
  }

  /** Whom TLS trusts; null for the JDK's own. */
  TrustManager @Nullable [] trust();

  /** The certificate that the client shows; null for none. */
  @Nullable KeyManagerFactory clientCertificate();

  /** The proxy that requests go through, its host and port; null for none. */
  @Nullable InetSocketAddress proxy();

  /** Which model and address each of a case's requests goes to. */
  RequestSpread spread(Case benchmarkCase, int requests);

  /** The API spoken. */
  Backend backend();

  /** What all bodies have in common. */
  Payload payload();

  /** What the bodies of a case's requests have in common. */
  default Payload payload(Case benchmarkCase) {
    return payload();
  }

  /** What warms the client before the first case; null for nothing. */
  @Nullable Calibration calibration();

  /** What stops the run from outside, always the same; by default nothing does. */
  default RunStop stop() {
    return RunStop.NEVER;
  }

  /**
   * Whether a case is to be run at all; asked once, just before its prompts are. One that is not
   * sends nothing and is not opened.
   */
  default boolean needed(Case benchmarkCase) {
    return true;
  }

  /**
   * The case as it is run; asked once, after {@link #needed} and before its prompts. Name and
   * number are the same; load and number of requests of a search's probe are known only now.
   */
  default Case actual(Case benchmarkCase) {
    return benchmarkCase;
  }

  /**
   * The prompts of a case, {@link Case#numPrompts} of them. May take long.
   *
   * @throws RuntimeException if they cannot be made; the message is for the user
   */
  List<Prompt> prompts(Case benchmarkCase);

  /**
   * What drives a case whose requests come of what became of others; asked after its prompts. Null
   * where each prompt is a request that stands for itself.
   *
   * @throws RuntimeException if it cannot be had; the message is for the user
   */
  default @Nullable SessionLoad sessions(Case benchmarkCase) {
    return null;
  }

  /**
   * When each request of a case is due; asked after its prompts, of cases that are {@link
   * Plan#open} only. May take long.
   *
   * @throws RuntimeException if they cannot be had; the message is for the user
   */
  Arrivals arrivals(Case benchmarkCase, List<Prompt> prompts);

  /**
   * What is sent in a phase before or after a case's load; asked after its prompts, if the plan has
   * such a phase. May take long.
   *
   * @throws RuntimeException if it cannot be had; the message is for the user
   */
  default PhaseLoad phase(Case benchmarkCase, Phase phase, PhaseSpec spec) {
    throw new UnsupportedOperationException(phase.key());
  }

  /** The finishing step and the log for a case's requests; called once a case, before its load. */
  CaseSink open(Case benchmarkCase, WallClock clock);

  /** A case is not run because a limit of the run was reached before. */
  default void skipped(Case benchmarkCase, String reason) {
    notRun(benchmarkCase, reason);
  }

  /** A case could not be run at all. */
  void notRun(Case benchmarkCase, String reason);

  /** All cases have ended and Gatling's log is closed. */
  void ended();
}
