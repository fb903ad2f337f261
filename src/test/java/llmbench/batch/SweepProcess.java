// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A configuration, a server that {@code serve_cmd} can start, and what they leave, for tests. The
 * server is the embedded engine in a process of its own, begun by a shell script that writes its id
 * to a file.
 */
final class SweepProcess {
  private static final String CONFIG =
      """
      model: llmbench/embedded
      tokenizer: src/test/resources/tokenizers/llmbench-small
      random_input_len: 16
      random_output_len: 4
      num_prompts: 4
      max_concurrency: 2
      server_metrics_urls: []
      """;

  private final Path folder;
  private final int port;

  SweepProcess(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    file(
        "server.sh",
        "echo $$ >> '"
            + pids()
            + "'\nexec '"
            + java
            + "' -Xmx128m -XX:TieredStopAtLevel=1 -cp '"
            + System.getProperty("java.class.path")
            + "' llmbench.engine.EngineProcess --max-seconds 300"
            + " --tokenizer src/test/resources/tokenizers/llmbench-small \"$@\"\n");
  }

  /** The command that starts the server. */
  String serveCmd() {
    return "sh '" + folder.resolve("server.sh") + "' --port " + port;
  }

  /** A process with that configuration, and its results in {@code out/e}. */
  GatlingProcess with(String yaml) throws IOException {
    return new GatlingProcess(folder)
        .option("config", file("c.yaml", CONFIG + yaml))
        .option("result_dir", folder.resolve("out"))
        .option("experiment_name", "e");
  }

  /** The same with the server's command. */
  GatlingProcess serving(String yaml) throws IOException {
    return with("serve_cmd: \"" + serveCmd() + "\"\n" + yaml);
  }

  Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  Path experiment() {
    return folder.resolve("out/e");
  }

  private Path pids() {
    return folder.resolve("pids");
  }

  /** The ids of the servers that were started. */
  List<Long> servers() throws IOException {
    return Files.exists(pids())
        ? Files.readAllLines(pids()).stream().map(Long::valueOf).toList()
        : List.of();
  }

  /** Waits for what must happen. */
  static void await(Condition condition) throws Exception {
    long until = System.currentTimeMillis() + 120_000;
    while (!condition.holds()) {
      if (System.currentTimeMillis() > until) {
        throw new AssertionError("waited too long");
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  /** What is waited for. */
  interface Condition {
    boolean holds() throws Exception;
  }

  /** Whether a process is gone, or no more than an entry in a list. */
  static boolean gone(long pid) {
    Optional<ProcessHandle> process = ProcessHandle.of(pid);
    try {
      return process.isEmpty()
          || !process.get().isAlive()
          || Files.readString(Path.of("/proc/" + pid + "/stat")).contains(") Z ");
    } catch (IOException e) {
      return true;
    }
  }

  /** The exit code, which must come. */
  static int exitCode(Process process) throws InterruptedException {
    if (!process.waitFor(120, TimeUnit.SECONDS)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      throw new AssertionError("not ended after 120 s");
    }
    return process.exitValue();
  }

  static void signal(String name, long pid) throws Exception {
    Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid)).inheritIO().start();
    if (kill.waitFor() != 0) {
      throw new AssertionError("kill -" + name + " " + pid);
    }
  }
}
