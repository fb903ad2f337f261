// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import llmbench.backend.Backend;
import llmbench.backend.Backends;
import llmbench.backend.Payload;
import llmbench.dataset.AnswerJudge;
import llmbench.dataset.Dataset;
import llmbench.dataset.DatasetException;
import llmbench.dataset.Datasets;
import llmbench.engine.EmbeddedEngine;
import llmbench.engine.EngineAccess;
import llmbench.engine.EngineTokenizer;
import llmbench.export.Exports;
import llmbench.export.Tracking;
import llmbench.plan.AnswerCheck;
import llmbench.plan.DatasetOptions;
import llmbench.plan.DatasetSpec;
import llmbench.plan.Plan;
import llmbench.plan.RequestSpec;
import llmbench.plan.ServerCommand;
import llmbench.plan.Target;
import llmbench.plan.Weighted;
import llmbench.plan.Workload;
import llmbench.recording.NanoClock;
import llmbench.results.ResultFolder;
import llmbench.results.RunOutcome;
import llmbench.server.ProxyFromEnvironment;
import llmbench.server.ServedModels;
import llmbench.server.ServerConnection;
import llmbench.server.ServerException;
import llmbench.server.Trust;
import llmbench.tokenizer.Tokenizer;
import llmbench.tokenizer.TokenizerException;
import llmbench.tokenizer.Tokenizers;
import org.jspecify.annotations.Nullable;

/**
 * From the configuration to a run that is ready for load. The order is that of the least harm: what
 * can be wrong without asking anybody comes first, then the server is asked, by GET only; the
 * result folder is touched last.
 */
final class Launch {
  static final String API_KEY = "OPENAI_API_KEY";

  private final Map<String, String> environment;
  private final PrintStream out;

  Launch(Map<String, String> environment, PrintStream out) {
    this.environment = environment;
    this.out = out;
  }

  /**
   * Everything that the plan needs.
   *
   * @throws Refusal if something is missing; what was started has been ended again
   */
  Setup prepare(Plan plan) {
    List<String> missing =
        Exports.missing(plan.output().export().formats(), Tracking.of(environment));
    if (!missing.isEmpty()) {
      throw new Refusal(RunOutcome.BAD_CONFIGURATION, String.join("\n", missing));
    }
    Dataset dataset = dataset(plan);
    AnswerJudge judge = judge(plan);
    Tokenizer tokenizer = localTokenizer(plan);
    EmbeddedEngine engine = plan.target().embedded() ? engine(plan, tokenizer) : null;
    try {
      return prepare(plan, engine, dataset, judge, tokenizer);
    } catch (ServerException e) {
      close(engine);
      throw new Refusal(RunOutcome.UNREACHABLE, e);
    } catch (TokenizerException e) {
      close(engine);
      throw new Refusal(RunOutcome.BAD_CONFIGURATION, e);
    } catch (IOException e) {
      close(engine);
      throw new Refusal(RunOutcome.INTERNAL_ERROR, e);
    }
  }

  private static void close(@Nullable EmbeddedEngine engine) {
    if (engine != null) {
      engine.close();
    }
  }

  private Setup prepare(
      Plan plan,
      @Nullable EmbeddedEngine engine,
      Dataset dataset,
      @Nullable AnswerJudge judge,
      @Nullable Tokenizer localTokenizer)
      throws IOException {
    Target target = plan.target();
    String baseUrl = engine == null ? target.baseUrl() : engine.baseUri().toString();
    String apiKey = apiKey(environment);
    InetSocketAddress proxy = engine == null ? ProxyFromEnvironment.of(baseUrl, environment) : null;
    ServerConnection server =
        ServerConnection.to(target, baseUrl, apiKey, plan.request().connectTimeout(), proxy);
    LocalServer local = localServer(plan);
    try {
      return setup(
          plan, baseUrl, apiKey, server, proxy, engine, dataset, judge, localTokenizer, local);
    } catch (IOException | RuntimeException e) {
      if (local != null) {
        local.stop();
      }
      throw e;
    }
  }

  private @Nullable LocalServer localServer(Plan plan) {
    ServerCommand command = plan.server().command();
    if (command == null) {
      return null;
    }
    List<String> words = LocalServer.words(LocalServer.KEY, command.command());
    out.println("Starting the server: " + LocalServer.shown(words));
    return LocalServer.start(
        words, plan.output().resultDir().resolve("serve_cmd.log"), NanoClock.SYSTEM);
  }

  private Setup setup(
      Plan plan,
      String baseUrl,
      @Nullable String apiKey,
      ServerConnection server,
      @Nullable InetSocketAddress proxy,
      @Nullable EmbeddedEngine engine,
      Dataset dataset,
      @Nullable AnswerJudge judge,
      @Nullable Tokenizer localTokenizer,
      @Nullable LocalServer local)
      throws IOException {
    Target target = plan.target();
    RequestSpec request = plan.request();
    ServerCommand command = plan.server().command();
    if (local != null && command != null) {
      local.awaitReady(server, baseUrl, command.readyTimeout());
    }
    ServedModels models = new ReadyCheck(plan, out, NanoClock.SYSTEM).models(server);
    boolean simulated = engine != null || Simulators.measured(plan, models, apiKey, proxy, out);
    ModelNames names = ModelNames.of(target, models, out::println);
    Backend backend = Backends.of(target.api(), request.stream(), target.template());
    Boolean asked = request.ignoreEos();
    Payload payload =
        ClassPayloads.added(
            new Payload(
                names.payload(),
                asked == null
                    ? plan.dataset().ignoresEos() && target.api().tellsIgnoreEos()
                    : asked,
                request.logprobs(),
                request.extraBody(),
                request.maxTokensField()),
            plan);
    if (local != null) {
      String problem =
          local.firstToken(server, LocalServer.endpoint(target, backend), backend, payload);
      out.println(local.line());
      if (problem != null) {
        out.println("WARNING: no time of the first token: " + problem);
      }
    }
    String tokenizerName =
        plan.dataset().tokenizer() == null ? names.tokenizer() : plan.dataset().tokenizer();
    Tokenizer tokenizer = localTokenizer;
    if (tokenizer == null) {
      tokenizer =
          tokenizerName.equals(DatasetSpec.SERVER_TOKENIZER)
              ? ServerTokens.tokenizer(server, names.payload())
              : open(tokenizerName);
    }
    check(plan, dataset, tokenizer);
    ResultFolder.prepare(plan.output().resultDir());
    ResultFolder.prepare(RecordFiles.folder(plan));
    for (Path file : TalkFile.asked(plan)) {
      ResultFolder.prepare(file);
    }
    return new Setup(
        plan,
        baseUrl,
        ServerConnection.headers(target, apiKey),
        Trust.managers(target),
        proxy,
        simulated,
        engine,
        server,
        names.id(),
        tokenizerName,
        tokenizer,
        dataset,
        !tokenizerName.equals(DatasetSpec.SERVER_TOKENIZER),
        backend,
        payload,
        judge,
        local);
  }

  /**
   * The key of the environment; null for none.
   *
   * @throws Refusal if it cannot stand in a header; the key is not in the message
   */
  static @Nullable String apiKey(Map<String, String> environment) {
    String given = environment.get(API_KEY);
    String key = given == null ? "" : given.strip();
    if (!key.chars().allMatch(c -> c > ' ' && c <= '~')) {
      throw new Refusal(
          RunOutcome.BAD_CONFIGURATION,
          "the environment variable "
              + API_KEY
              + ": expected a key of printable ASCII without spaces, found another character in"
              + " it");
    }
    return key.isEmpty() ? null : key;
  }

  private Dataset dataset(Plan plan) {
    try {
      Dataset dataset = Datasets.of(plan.dataset(), environment, out::println);
      dataset.load();
      return dataset;
    } catch (DatasetException e) {
      throw new Refusal(RunOutcome.BAD_CONFIGURATION, e);
    }
  }

  private static @Nullable AnswerJudge judge(Plan plan) {
    AnswerCheck check =
        plan.dataset().options() instanceof DatasetOptions.MultiTurn turns
                && turns.spec().verifyOutput()
            ? new AnswerCheck(AnswerCheck.Kind.VERBATIM, null)
            : plan.output().answerCheck();
    try {
      return check == null ? null : AnswerJudge.of(check);
    } catch (DatasetException e) {
      throw new Refusal(RunOutcome.BAD_CONFIGURATION, e);
    }
  }

  private static void check(Plan plan, Dataset dataset, Tokenizer tokenizer) {
    try {
      dataset.check(tokenizer);
      new TalkLoad(plan, dataset, tokenizer).check();
    } catch (DatasetException e) {
      throw new Refusal(RunOutcome.BAD_CONFIGURATION, e);
    }
  }

  /**
   * The tokenizer that can be had without asking the server; null if the server must be asked
   * first.
   */
  private @Nullable Tokenizer localTokenizer(Plan plan) {
    String name = plan.dataset().tokenizer();
    if (name == null) {
      name = plan.target().model();
    }
    if (name == null || name.equals(DatasetSpec.SERVER_TOKENIZER)) {
      return null;
    }
    try {
      return open(name);
    } catch (TokenizerException e) {
      throw new Refusal(RunOutcome.BAD_CONFIGURATION, e);
    }
  }

  private Tokenizer open(String name) {
    return Tokenizers.open(name, environment, warning -> out.println("WARNING: " + warning));
  }

  private static EmbeddedEngine engine(Plan plan, @Nullable Tokenizer tokenizer) {
    String model = plan.target().servedModelName();
    if (model == null) {
      model = plan.target().model();
    }
    Set<String> adapters =
        plan.target().models().models().stream()
            .map(Weighted::name)
            .collect(Collectors.toCollection(HashSet::new));
    plan.dataset().workloads().stream()
        .map(Workload::model)
        .filter(Objects::nonNull)
        .forEach(adapters::add);
    try {
      return EmbeddedEngine.start(
          plan.engine(),
          model == null ? "llmbench/embedded" : model,
          tokenizer == null ? EngineTokenizer.builtIn() : EngineTokenizer.of(tokenizer),
          0,
          EngineAccess.OPEN.withModels(adapters));
    } catch (IOException | IllegalArgumentException e) {
      throw new Refusal(
          RunOutcome.BAD_CONFIGURATION, "the embedded engine cannot start: " + e.getMessage());
    }
  }
}
