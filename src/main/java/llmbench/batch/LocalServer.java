// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import llmbench.backend.Answer;
import llmbench.backend.Backend;
import llmbench.backend.ErrorBody;
import llmbench.backend.Payload;
import llmbench.dataset.Prompt;
import llmbench.plan.Api;
import llmbench.plan.ServerCommand;
import llmbench.plan.Target;
import llmbench.recording.NanoClock;
import llmbench.results.RunOutcome;
import llmbench.server.RawReply;
import llmbench.server.ServerConnection;
import llmbench.server.ServerException;
import llmbench.serverprocess.CommandLine;
import llmbench.serverprocess.HealthCheck;
import llmbench.serverprocess.ServerAddress;
import llmbench.serverprocess.ServerProcess;
import org.jspecify.annotations.Nullable;

/** The server of {@code serve_cmd}, and how long its start took. */
final class LocalServer {
  /** The key of its command. */
  static final String KEY = "serve_cmd";

  private static final String FIRST_TOKEN = "first_token_s";
  private static final int OK = 200;
  private static final double NANOS_PER_SECOND = 1e9;

  private final ServerProcess process;
  private final NanoClock clock;
  private final Map<String, Object> start = new LinkedHashMap<>();

  private LocalServer(ServerProcess process, String command, NanoClock clock) {
    this.process = process;
    this.clock = clock;
    start.put("command", command);
  }

  /**
   * The words of a command.
   *
   * @param key the key that has it, for messages
   * @throws Refusal if a quote is not closed
   */
  static List<String> words(String key, String command) {
    try {
      return CommandLine.split(command);
    } catch (IllegalArgumentException e) {
      throw new Refusal(
          RunOutcome.BAD_CONFIGURATION, key + ": expected " + e.getMessage() + ", found none");
    }
  }

  /**
   * Where the server of a command listens.
   *
   * @throws Refusal if its port is none
   */
  static String baseUrl(List<String> words) {
    try {
      return ServerAddress.of(words).baseUrl();
    } catch (IllegalArgumentException e) {
      throw new Refusal(RunOutcome.BAD_CONFIGURATION, KEY + ": " + e.getMessage());
    }
  }

  /** The words for people, without secrets. */
  static String shown(List<String> words) {
    return ServerCommand.masked(CommandLine.join(words));
  }

  /**
   * Starts it; does not wait until it is ready.
   *
   * @param log takes its output
   * @throws ServerException if it cannot be started
   */
  static LocalServer start(List<String> words, Path log, NanoClock clock) {
    return new LocalServer(
        ServerProcess.start(words, log, System.getenv(), clock), shown(words), clock);
  }

  /**
   * Waits until it is healthy.
   *
   * @throws ServerException if it is not in time, or ends before
   */
  void awaitReady(ServerConnection server, String baseUrl, Duration timeout) {
    long ready = process.awaitReady(HealthCheck.of(server, baseUrl), timeout);
    start.put("ready_s", seconds(ready));
  }

  /**
   * Sends one request for one token and waits for the answer's end. Only where a server generates
   * text on HTTP; a request that fails leaves the time out.
   *
   * @param endpoint the route
   * @return why there is no time; null if there is, or is none to be had
   */
  @Nullable String firstToken(
      ServerConnection server, String endpoint, Backend backend, Payload payload) {
    if (backend.api().task() != Api.Task.TEXT || backend.webSocket()) {
      return null;
    }
    byte[] body = backend.bodyOf(new Prompt("Hello", 1, 1), payload, 0);
    try {
      RawReply reply = server.generate(endpoint, backend.contentType(), backend.headers(), body);
      long answered = clock.nanoTime();
      if (reply.status() != OK) {
        return "HTTP "
            + reply.status()
            + ": "
            + ErrorBody.message(reply.body(), reply.body().length);
      }
      Answer answer = backend.read(reply.body(), reply.body().length);
      if (answer.error() != null) {
        return answer.error();
      }
      start.put(FIRST_TOKEN, seconds(answered));
      return null;
    } catch (ServerException e) {
      return e.getMessage();
    }
  }

  /** The route of a target's requests. */
  static String endpoint(Target target, Backend backend) {
    String asked = target.endpoint();
    return asked == null ? backend.endpoint() : asked;
  }

  private double seconds(long nanos) {
    return (nanos - process.startedNanos()) / NANOS_PER_SECOND;
  }

  /** {@code command}, and in seconds from its start {@code ready_s} and {@code first_token_s}. */
  Map<String, Object> section() {
    return new LinkedHashMap<>(start);
  }

  /** The times in a line. */
  String line() {
    return "Server ready after "
        + time("ready_s")
        + (start.containsKey(FIRST_TOKEN) ? ", answered one token after " + time(FIRST_TOKEN) : "");
  }

  private String time(String key) {
    Object seconds = start.get(key);
    return seconds instanceof Double known ? String.format(Locale.ROOT, "%.2f s", known) : "? s";
  }

  /** Why it is not there any more; null while it runs. */
  @Nullable String ended() {
    try {
      process.throwIfEnded();
      return null;
    } catch (ServerException e) {
      return e.getMessage();
    }
  }

  /** Ends it and all that came of it at once. */
  void kill() {
    process.stop(Duration.ZERO);
  }

  /**
   * Asks it to end, and then kills what is left.
   *
   * @return how many processes had to be killed
   */
  int stop() {
    return process.stop(ServerProcess.POLITE);
  }
}
