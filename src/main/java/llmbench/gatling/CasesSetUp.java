// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import static io.gatling.javaapi.core.CoreDsl.details;
import static io.gatling.javaapi.http.HttpDsl.Proxy;
import static io.gatling.javaapi.http.HttpDsl.http;

import io.gatling.http.util.SslContexts;
import io.gatling.javaapi.core.Assertion;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.ResourceLeakDetector;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManager;
import llmbench.gatling.DispatchScenario.Dispatched;
import llmbench.plan.Case;
import llmbench.plan.DatasetOptions;
import llmbench.plan.Network;
import llmbench.plan.Plan;
import llmbench.plan.RequestSpec;
import llmbench.recording.NanoClock;
import org.jspecify.annotations.Nullable;
import scala.Option;

/**
 * A whole plan as what Gatling is set up with: one population for each case, one after the other
 * unless several are to go on at once.
 */
public final class CasesSetUp {
  private static final double PERCENT = 100;

  /** Offers HTTP/2, and takes HTTP/1.1 from a server that has no more. */
  private static final ApplicationProtocolConfig ALPN =
      new ApplicationProtocolConfig(
          ApplicationProtocolConfig.Protocol.ALPN,
          ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
          ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
          ApplicationProtocolNames.HTTP_2,
          ApplicationProtocolNames.HTTP_1_1);

  static {
    // Netty would otherwise take a stack trace of every 128th read.
    if (System.getProperty("io.netty.leakDetection.level") == null) {
      ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
    }
  }

  private final BenchmarkRun run;
  private final CasesAtOnce casesAtOnce = new CasesAtOnce();
  private final RunLimits limits;
  private final ExecutorService slowWork =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "llmbench-case");
            thread.setDaemon(true);
            return thread;
          });

  private final PopulationBuilder[] populations;
  private final List<Assertion> assertions = new ArrayList<>();

  /** Of a run that is ready for load. */
  public CasesSetUp(BenchmarkRun run) {
    this.run = run;
    this.limits = new RunLimits(run.plan().load().shape().stops(), NanoClock.SYSTEM);
    List<PopulationBuilder> cases = new ArrayList<>();
    SslContexts tls = tls(run);
    Calibration calibration = run.calibration();
    for (List<Case> together : together(run.plan())) {
      cases.add(population(together, tls));
    }
    for (Case benchmarkCase : run.plan().cases()) {
      if (run.plan().alwaysMeasures(benchmarkCase)) { // an assertion on nothing would fail
        assertions.add(
            details(benchmarkCase.name())
                .failedRequests()
                .percent()
                .lte(PERCENT * run.plan().output().maxFailedRatio()));
      }
    }
    PopulationBuilder[] rows = CasesAtOnce.rows(cases, run.plan().client().parallelCases());
    this.populations =
        calibration == null
            ? rows
            : new PopulationBuilder[] {
              CalibrationScenario.population(calibration, slowWork).andThen(rows)
            };
  }

  /** The cases, and what goes before them. */
  public List<PopulationBuilder> populations() {
    return List.of(populations);
  }

  /** That no case failed more than it may. */
  public List<Assertion> assertions() {
    return List.copyOf(assertions);
  }

  /** Gatling's run is over. */
  public void ended() {
    slowWork.shutdown();
    run.ended();
  }

  /**
   * Cases that one population carries: the probes of a search, since most of them are never run and
   * each population takes Gatling some time; else each case by itself.
   */
  private static List<List<Case>> together(Plan plan) {
    Map<String, List<Case>> groups = new LinkedHashMap<>();
    for (Case each : plan.cases()) {
      String group = each.probe() == null ? each.name() : each.probe().cell();
      groups.computeIfAbsent(group, name -> new ArrayList<>()).add(each);
    }
    return List.copyOf(groups.values());
  }

  private PopulationBuilder population(List<Case> cases, @Nullable SslContexts tls) {
    Case first = cases.get(0);
    if (cases.size() == 1 && run.plan().plainBatch(first)) {
      CaseRun caseRun = new CaseRun(first, run, casesAtOnce, limits, slowWork);
      return CaseScenario.population(
          first.name(), first.slots(), caseRun, step(first, caseRun, tls));
    }
    List<Dispatched> dispatched = new ArrayList<>();
    for (Case each : cases) {
      CaseRun caseRun = new CaseRun(each, run, casesAtOnce, limits, slowWork);
      dispatched.add(new Dispatched(each.name(), caseRun, step(each, caseRun, tls)));
    }
    return DispatchScenario.population(
        first.probe() == null ? first.name() : first.probe().cell(), dispatched);
  }

  private StreamStep step(Case benchmarkCase, CaseRun caseRun, @Nullable SslContexts tls) {
    Plan plan = run.plan();
    RequestSpec request = plan.request();
    StreamStep step =
        StreamStep.named(benchmarkCase.name())
            .backend(run.backend())
            .timeouts(
                request.connectTimeout(), request.requestTimeout(), request.streamIdleTimeout())
            .maxAnswerBytes(request.maxAnswerBytes())
            .secretHeaders(plan.target().secretHeaders())
            .maxRetries(request.maxRetries())
            .stop(run.stop());
    if (plan.target().endpoint() != null) {
      step = step.endpoint(plan.target().endpoint());
    } else if (run.backend().webSocket()) {
      step = step.endpoint(run.backend().endpoint() + "?model=" + encoded(run.payload().model()));
    }
    if (tls != null) {
      step = step.tls(tls);
    }
    Network network = plan.target().network();
    if (network.connections() == Network.Connections.FRESH) {
      step = step.header("Connection", "close");
    }
    if (network.several()) {
      step = step.urlOfRequest();
    }
    DatasetOptions options = plan.dataset().options();
    if (options.sessionHeader() != null) {
      step = step.sessionHeader(options.sessionHeader());
    }
    if (options.inSessions()) {
      step = step.backoff(end -> caseRun.requests().backoffSeconds(end));
    }
    return step;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** The protocol: the base URL, nothing fetched at the start, nothing added to requests. */
  public HttpProtocolBuilder protocol() {
    HttpProtocolBuilder protocol =
        http.baseUrl(run.baseUrl())
            .disableWarmUp()
            .disableAutoReferer()
            .disableAutoOrigin()
            .disableFollowRedirect()
            .disableCaching();
    InetSocketAddress proxy = run.proxy();
    if (proxy != null) {
      protocol = protocol.proxy(Proxy(proxy.getHostString(), proxy.getPort()));
    }
    if (run.plan().target().network().http2()) {
      protocol = protocol.enableHttp2();
    }
    for (Map.Entry<String, String> header : run.headers().entrySet()) {
      String value = header.getValue();
      protocol = protocol.header(header.getKey(), session -> value);
    }
    return protocol;
  }

  /** One TLS context for all users, made before the load; null without TLS. */
  private static @Nullable SslContexts tls(BenchmarkRun run) {
    if (!run.baseUrl().startsWith("https:")) {
      return null;
    }
    SslContextBuilder builder =
        SslContextBuilder.forClient()
            .sslProvider(SslProvider.JDK)
            .endpointIdentificationAlgorithm(run.plan().target().insecure() ? null : "HTTPS");
    TrustManager[] trust = run.trust();
    if (trust != null) {
      builder.trustManager(trust[0]);
    }
    KeyManagerFactory certificate = run.clientCertificate();
    if (certificate != null) {
      builder.keyManager(certificate);
    }
    boolean http2 = run.plan().target().network().http2();
    SslContexts contexts = new SslContexts(builder, http2 ? Option.apply(ALPN) : Option.empty());
    if (http2) {
      contexts.getAlpnSslContext();
    } else {
      contexts.getSslContext();
    }
    return contexts;
  }
}
