// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import llmbench.config.PlanReader;
import llmbench.gatling.GatlingLauncher;
import llmbench.recording.NanoClock;
import org.jspecify.annotations.Nullable;

/**
 * A run of a sweep in a JVM of its own, as vLLM runs {@code vllm bench serve} for each: this JVM's
 * program, class path and flags, the same simulation, and the run's options. No run is then warmed
 * by those before it, and Gatling, which runs one simulation in a process, runs one.
 */
final class PointProcess {
  private static final long POLL_MILLIS = 100;
  private static final int KEPT_LINES = 20;

  /** What a run may take to end when its server has gone. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final List<String> NOT_PASSED_ON =
      List.of("-D" + PlanReader.PREFIX, "-Dllmbench.", "-agentlib:jdwp", "-Xrunjdwp");

  /** Gatling's log is written through fields of String. */
  private static final String OPENED = "--add-opens=java.base/java.lang=ALL-UNNAMED";

  private final String simulation;
  private final Path config;

  /**
   * @param simulation the class that this JVM runs
   * @param config the configuration's file
   */
  PointProcess(String simulation, Path config) {
    this.simulation = simulation;
    this.config = config;
  }

  /**
   * How a run ended.
   *
   * @param lastErrors the last lines on its standard error; may be empty
   */
  record End(int exitCode, String lastErrors) {}

  /** The command, without any secret that is not on this JVM's own. */
  List<String> command(Map<String, String> options, Map<String, Object> serverStart) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (String flag : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      if (NOT_PASSED_ON.stream().noneMatch(flag::startsWith)) {
        command.add(flag);
      }
    }
    if (!command.contains(OPENED)) {
      command.add(OPENED); // in the jar's manifest, which holds for -jar alone
    }
    command.addAll(flags(options));
    command.addAll(PointMark.flags(serverStart));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    String own = System.getProperty("sun.java.command", "");
    String folder = GatlingFolder.resultsFolder(own).toString();
    if (fromCommandLine()) {
      command.addAll(List.of(GatlingLauncher.class.getName(), simulation, folder));
    } else {
      command.addAll(List.of("io.gatling.app.Gatling", "-s", simulation, "-rf", folder));
    }
    return command;
  }

  /** Whether the command line of the jar began this JVM, and not Maven. */
  private static boolean fromCommandLine() {
    return System.getProperty(GatlingLauncher.FOLDER) != null;
  }

  /** What a user types to measure the same by itself, in words. */
  List<String> typed(Map<String, String> options) {
    List<String> words = new ArrayList<>();
    if (!fromCommandLine()) {
      words.addAll(List.of("mvn", "gatling:test"));
      words.addAll(flags(options));
      return words;
    }
    words.addAll(List.of("java", "-jar", System.getProperty("java.class.path"), "run"));
    words.add(config.toString());
    options.forEach((key, value) -> words.addAll(List.of("--set", key + "=" + value)));
    return words;
  }

  /** {@code -Dbench.*} of a run, as its own process and {@code mvn gatling:test} take them. */
  List<String> flags(Map<String, String> options) {
    List<String> flags = new ArrayList<>();
    flags.add("-D" + PlanReader.PREFIX + PlanReader.CONFIG + "=" + config);
    options.forEach((key, value) -> flags.add("-D" + PlanReader.PREFIX + key + "=" + value));
    return flags;
  }

  /**
   * Runs it to its end. If the server ends before, the run is stopped.
   *
   * @throws IOException if it cannot be started
   */
  End run(List<String> command, @Nullable LocalServer server, SweepStop stop) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .redirectInput(Redirect.INHERIT)
            .redirectOutput(console())
            .start();
    stop.began(process);
    Deque<String> lines = new ArrayDeque<>();
    Thread errors = new Thread(() -> passOn(process, lines), "llmbench-errors");
    errors.setDaemon(true);
    errors.start();
    await(process, server);
    stop.ended();
    join(errors);
    synchronized (lines) {
      return new End(process.exitValue(), String.join("\n", lines));
    }
  }

  /** Standard output, or standard error where that is to have what is for people. */
  @SuppressWarnings("SystemOut")
  private static Redirect console() {
    return System.out == System.err ? Redirect.appendTo(new File("/dev/stderr")) : Redirect.INHERIT;
  }

  private static void await(Process process, @Nullable LocalServer server) {
    NanoClock clock = NanoClock.SYSTEM;
    boolean interrupted = false;
    long askedNanos = 0;
    int asked = 0;
    while (true) {
      try {
        if (process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
          break;
        }
      } catch (InterruptedException e) {
        interrupted = true; // the signal that did it has gone to the process too
      }
      boolean due = asked == 0 || clock.nanoTime() - askedNanos > PATIENCE.toNanos();
      if (due && server != null && server.ended() != null) {
        askedNanos = clock.nanoTime();
        if (asked++ < 2) {
          process.destroy();
        } else {
          process.destroyForcibly();
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void passOn(Process process, Deque<String> lines) {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(process.getErrorStream(), Charset.defaultCharset()))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        System.err.println(line);
        synchronized (lines) {
          lines.add(line);
          if (lines.size() > KEPT_LINES) {
            lines.remove();
          }
        }
      }
    } catch (IOException e) {
      // The process has ended.
    }
  }

  private static void join(Thread errors) {
    try {
      errors.join(TimeUnit.SECONDS.toMillis(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
