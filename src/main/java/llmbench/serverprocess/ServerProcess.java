// SPDX-License-Identifier: Apache-2.0
package llmbench.serverprocess;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import llmbench.plan.Secrets;
import llmbench.plan.ServerCommand;
import llmbench.recording.NanoClock;
import llmbench.server.ServerException;

/**
 * A server under a command of the user's (vLLM: {@code sweep/server.py}, {@code ServerProcess}): in
 * a session of its own where the platform has {@code setsid}, so that Ctrl-C at the terminal is not
 * its end, with {@code VLLM_SERVER_DEV_MODE=1}, without input, its output in a log file. When it is
 * ended, or this JVM ends, all that came of it is ended too: asked first, then killed. Only a JVM
 * that is killed outright leaves it behind.
 */
public final class ServerProcess implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(10);
  private static final String MARK = "LLMBENCH_SERVER";
  private static final boolean WINDOWS = System.getProperty("os.name", "").startsWith("Windows");

  /** How long a server may take to end by itself. */
  public static final Duration POLITE = Duration.ofSeconds(10);

  private final Process process;
  private final ProcessFamily family;
  private final Path log;
  private final Secrets secrets;
  private final NanoClock clock;
  private final Thread hook;
  private final long startedNanos;
  private boolean stopped;

  private ServerProcess(
      Process process,
      ProcessFamily family,
      Path log,
      Secrets secrets,
      NanoClock clock,
      long startedNanos) {
    this.secrets = secrets;
    this.process = process;
    this.family = family;
    this.log = log;
    this.clock = clock;
    this.startedNanos = startedNanos;
    this.hook = new Thread(this::end, "llmbench-end-server");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /**
   * Starts a server; does not wait until it is ready.
   *
   * @param command program and arguments; at least the program
   * @param log takes all output, after what it holds already; its folder is made if need be
   * @param environment the variables of this process
   * @throws ServerException if the program is not there or cannot be run
   */
  public static ServerProcess start(
      List<String> command, Path log, Map<String, String> environment, NanoClock clock) {
    check(command, environment);
    String mark = UUID.randomUUID().toString();
    Optional<Path> setsid = Program.find("setsid", environment);
    List<String> words = new ArrayList<>();
    setsid.ifPresent(path -> words.add(path.toString()));
    words.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
    builder.redirectOutput(Redirect.appendTo(log.toFile()));
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.environment().put("VLLM_SERVER_DEV_MODE", "1");
    builder.environment().put(MARK, mark);
    try {
      Path folder = log.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      long started = clock.nanoTime();
      Process process = builder.start();
      process.getOutputStream().close();
      ProcessFamily family =
          new ProcessFamily(process.toHandle(), setsid.isPresent(), MARK + "=" + mark, clock);
      return new ServerProcess(
          process, family, log, ServerCommand.secrets(command, environment), clock, started);
    } catch (IOException e) {
      throw new ServerException("serve_cmd: cannot start: " + e.getMessage());
    }
  }

  /**
   * Looks for the program.
   *
   * @throws ServerException if it is not there or cannot be run
   */
  public static void check(List<String> command, Map<String, String> environment) {
    String program = command.isEmpty() ? null : command.get(0);
    if (program == null || (!WINDOWS && Program.find(program, environment).isEmpty())) {
      throw new ServerException(
          "serve_cmd: expected a program that can be run, found "
              + (program == null ? "none" : '"' + program + '"'));
    }
  }

  /**
   * Waits until the server is healthy.
   *
   * @param timeout most time from its start
   * @return when it first was, in nanoseconds of the clock
   * @throws ServerException if it ends before or takes longer; the message has its last output. It
   *     is then still to be stopped
   */
  public long awaitReady(HealthCheck check, Duration timeout) {
    while (true) {
      long left = timeout.toNanos() - (clock.nanoTime() - startedNanos);
      boolean healthy =
          left > 0
              && check.healthy(
                  Duration.ofNanos(Math.max(1, Math.min(left, LONGEST_ANSWER.toNanos()))));
      long now = clock.nanoTime();
      // Also when healthy: a server of somebody else's may listen on the port.
      throwIfEnded();
      if (healthy) {
        family.look();
        return now;
      }
      if (left <= 0) {
        throw new ServerException(
            "the server was not ready within "
                + timeout.toSeconds()
                + " s (GET /health was not answered with 200); set server_ready_timeout if it needs"
                + " longer; "
                + LogTail.of(log, secrets));
      }
      family.look();
      pause();
    }
  }

  private static void pause() {
    try {
      TimeUnit.NANOSECONDS.sleep(POLL.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerException("the wait for the server was interrupted");
    }
  }

  /** Whether the process of the command runs. */
  boolean alive() {
    return process.isAlive();
  }

  /**
   * Says if the server has ended by itself.
   *
   * @throws ServerException with the exit code and its last output
   */
  public void throwIfEnded() {
    if (!process.isAlive()) {
      throw new ServerException(
          "the server ended by itself with exit code "
              + process.exitValue()
              + "; "
              + LogTail.of(log, secrets));
    }
  }

  /** When it was started, in nanoseconds of the clock. */
  public long startedNanos() {
    return startedNanos;
  }

  /** Where its output is. */
  Path log() {
    return log;
  }

  /** The process of the command. */
  ProcessHandle handle() {
    return process.toHandle();
  }

  /**
   * Ends the server and all that came of it; nothing if that was done.
   *
   * @param polite how long they may take to end by themselves
   * @return how many processes had to be killed
   */
  public synchronized int stop(Duration polite) {
    if (stopped) {
      return 0;
    }
    stopped = true;
    int killed = family.end(polite);
    CleanLog.of(log, secrets);
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is ending, and the hook finds nothing left.
    }
    return killed;
  }

  /** At the end of the JVM. */
  private void end() {
    family.end(POLITE);
    CleanLog.of(log, secrets);
  }

  /** {@link #stop} with {@link #POLITE}. */
  @Override
  public void close() {
    stop(POLITE);
  }
}
