// SPDX-License-Identifier: Apache-2.0
package llmbench.serverprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import llmbench.config.PlanReader;
import llmbench.plan.Target;
import llmbench.recording.NanoClock;
import llmbench.server.CacheReset;
import llmbench.server.ServerConnection;
import llmbench.server.ServerException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** On real processes. Waits are for what must happen, with limits that only a failure reaches. */
@DisabledOnOs(OS.WINDOWS)
class ServerProcessTest {
  private static final Duration LONG = Duration.ofSeconds(100);

  @TempDir Path folder;

  private final List<ServerProcess> started = new ArrayList<>();

  @AfterEach
  void endAll() {
    started.forEach(server -> server.stop(Duration.ZERO));
  }

  private Path log() {
    return folder.resolve("logs/server.log");
  }

  private ServerProcess start(List<String> command) {
    ServerProcess server = ServerProcess.start(command, log(), System.getenv(), NanoClock.SYSTEM);
    started.add(server);
    return server;
  }

  private ServerProcess sh(String script) {
    return start(List.of("sh", "-c", "cd '" + folder + "'\n" + script));
  }

  @Test
  void keysThatTheServerPrintsAreInNoMessageAndLeaveItsLog() throws IOException {
    ServerProcess server =
        start(
            List.of(
                "sh",
                "-c",
                "echo \"args: $*\"; echo plain; exit 3",
                "serve",
                "--api-key",
                "planted-1",
                "--hf-token=planted-2",
                "--max-tokens",
                "planted-not"));
    assertThatThrownBy(() -> server.awaitReady(timeout -> false, LONG))
        .hasMessageContaining("plain")
        .hasMessageContaining("--api-key ***")
        .hasMessageNotContaining("planted-1")
        .hasMessageNotContaining("planted-2");
    server.stop(Duration.ZERO);
    assertThat(Files.readString(log()))
        .contains("args: --api-key *** --hf-token=*** --max-tokens planted-not\nplain\n")
        .doesNotContain("planted-1");
    assertThat(folder.resolve("logs")).isDirectoryContaining(log()::equals);
  }

  /** Waits until the script has written a file, which then is whole. */
  private void ready(ServerProcess server, String... names) {
    long unused =
        server.awaitReady(
            timeout -> List.of(names).stream().allMatch(name -> Files.exists(folder.resolve(name))),
            LONG);
  }

  private ProcessHandle process(String pidFile) throws IOException {
    String pid = Files.readString(folder.resolve(pidFile)).strip();
    return ProcessHandle.of(Long.parseLong(pid)).orElseThrow(() -> new AssertionError(pidFile));
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    for (int i = 0; i < 1000 && !condition.getAsBoolean(); i++) {
      TimeUnit.MILLISECONDS.sleep(100);
    }
    assertThat(condition.getAsBoolean()).isTrue();
  }

  /** Ended, even if nobody has asked for its exit code. */
  private static boolean ended(ProcessHandle process) {
    try {
      return !process.isAlive()
          || Files.readString(Path.of("/proc/" + process.pid() + "/stat")).contains(") Z ");
    } catch (IOException e) {
      return !process.isAlive();
    }
  }

  /** A line that writes the id of the last background process, all at once. */
  private static String pid(String name) {
    return "echo $! > " + name + ".new; mv " + name + ".new " + name + "\n";
  }

  @Test
  void childrenAndGrandchildrenEndWithTheServer() throws IOException {
    ServerProcess server =
        sh(
            "sleep 1000 & "
                + pid("child")
                + "sh -c 'sleep 1000 & "
                + pid("grandchild").strip()
                + "; wait' &\n"
                + pid("middle")
                + "wait");
    ready(server, "child", "middle", "grandchild");
    List<ProcessHandle> family =
        List.of(server.handle(), process("child"), process("middle"), process("grandchild"));
    assertThat(family).allMatch(ProcessHandle::isAlive);
    server.stop(LONG);
    assertThat(family).allMatch(ServerProcessTest::ended);
    assertThat(server.stop(LONG)).isZero();
  }

  @Test
  void anOrphanOfTheGroupEndsToo() throws IOException, InterruptedException {
    // Its parent ends at once, and it drops the mark: only the group knows it.
    ServerProcess server =
        sh("(env -i sleep 1000 & " + pid("orphan").strip() + ")\ntouch up\nexec sleep 1000");
    assumeThat(Files.exists(Path.of("/proc/self/stat")) && hasSetsid()).isTrue();
    ready(server, "up", "orphan");
    ProcessHandle orphan = process("orphan");
    assertThat(orphan.parent().map(ProcessHandle::pid)).isNotEqualTo(server.handle().pid());
    server.stop(LONG);
    await(() -> ended(orphan));
  }

  @Test
  void anOrphanWithASessionOfItsOwnEndsToo() throws IOException, InterruptedException {
    assumeThat(Files.exists(Path.of("/proc/self/environ")) && hasSetsid()).isTrue();
    ServerProcess server =
        sh("(setsid sleep 1000 & " + pid("daemon").strip() + ")\ntouch up\nexec sleep 1000");
    ready(server, "up", "daemon");
    ProcessHandle daemon = process("daemon");
    server.stop(LONG);
    await(() -> ended(daemon));
  }

  private static boolean hasSetsid() {
    return Program.find("setsid", System.getenv()).isPresent();
  }

  @Test
  void aServerMayEndByItself() {
    ServerProcess server =
        sh("trap 'echo bye > bye; kill $!; exit 0' TERM\nsleep 1000 &\ntouch up\nwait");
    ready(server, "up");
    assertThat(server.stop(LONG)).isZero();
    assertThat(folder.resolve("bye")).exists();
  }

  @Test
  void whatIgnoresTheSignalIsKilled() throws IOException {
    ServerProcess server =
        sh(
            "trap '' TERM\nsh -c 'while :; do sleep 1000; done' &\n"
                + pid("child")
                + "touch up\nwhile :; do wait; done");
    ready(server, "up");
    ProcessHandle child = process("child");
    assertThat(server.stop(Duration.ofMillis(300))).isGreaterThanOrEqualTo(2);
    assertThat(ended(child)).isTrue();
    assertThat(ended(server.handle())).isTrue();
  }

  @Test
  void aCrashIsToldWithItsLastLines() throws InterruptedException {
    ServerProcess server =
        sh("for i in $(seq 30); do echo line $i; done; echo 'no GPU' >&2; exit 3");
    assertThatThrownBy(() -> server.awaitReady(timeout -> false, LONG))
        .isInstanceOf(ServerException.class)
        .hasMessageStartingWith(
            "the server ended by itself with exit code 3; the last lines of " + log())
        .hasMessageContaining("\n  line 30\n  no GPU")
        .hasMessageNotContaining("line 11\n");
    await(() -> !server.alive());
    // Somebody else's server may listen on its port.
    assertThatThrownBy(() -> server.awaitReady(timeout -> true, LONG))
        .hasMessageContaining("exit code 3");
  }

  @Test
  void aCrashAfterItWasReadyIsNoticed() throws InterruptedException {
    ServerProcess server = sh("touch up\nuntil [ -e go ]; do sleep 0.05; done; kill -KILL $$");
    ready(server, "up");
    server.throwIfEnded();
    assertThat(server.alive()).isTrue();
    assertThat(folder.resolve("go").toFile().mkdir()).isTrue();
    await(() -> !server.alive());
    assertThatThrownBy(server::throwIfEnded)
        .hasMessage(
            "the server ended by itself with exit code 137; it printed nothing (" + log() + ")");
  }

  @Test
  void aServerThatNeverGetsHealthyIsGivenUp() {
    ServerProcess server = sh("echo loading; exec sleep 1000");
    assertThatThrownBy(() -> server.awaitReady(timeout -> false, Duration.ofSeconds(1)))
        .isInstanceOf(ServerException.class)
        .hasMessageContaining("the server was not ready within 1 s")
        .hasMessageContaining("server_ready_timeout");
    assertThat(server.alive()).isTrue();
    server.stop(LONG);
    assertThat(ended(server.handle())).isTrue();
  }

  @Test
  void itsSurroundingsAreThoseOfVllmsSweep() throws IOException {
    ServerProcess server =
        sh(
            "cat; echo mode=$VLLM_SERVER_DEV_MODE; cut -d' ' -f6 /proc/$$/stat; touch up; exec sleep 1000");
    ready(server, "up");
    assertThat(Files.readString(log())).startsWith("mode=1\n");
    assumeThat(Files.exists(Path.of("/proc/self/stat")) && hasSetsid()).isTrue();
    assertThat(Files.readString(log())).contains("\n" + server.handle().pid() + "\n");
  }

  @Test
  void aProgramThatIsNotThereIsToldAtOnce() {
    assertThatThrownBy(() -> start(List.of("no-such-program-here", "serve")))
        .isInstanceOf(ServerException.class)
        .hasMessage(
            "serve_cmd: expected a program that can be run, found \"no-such-program-here\"");
    assertThatThrownBy(() -> start(List.of(folder.toString()))).hasMessageContaining("found \"");
    assertThatThrownBy(() -> start(List.of())).hasMessageEndingWith("found none");
    assertThat(log()).doesNotExist();
  }

  private static List<String> java(String mainClass) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-cp",
        System.getProperty("java.class.path"),
        mainClass);
  }

  @Test
  void theEndOfTheJvmIsTheEndOfTheServer() throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(java(ServerHolder.class.getName()));
    command.addAll(List.of(log().toString(), folder.resolve("up").toString(), "sh", "-c"));
    command.add("cd '" + folder + "'\nsleep 1000 &\n" + pid("child") + "touch up\nwait");
    Process holder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("holder.log").toFile())
            .start();
    assertThat(holder.waitFor(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(holder.exitValue()).as(Files.readString(folder.resolve("holder.log"))).isEqualTo(7);
    String pid = Files.readString(folder.resolve("child")).strip();
    await(() -> ProcessHandle.of(Long.parseLong(pid)).map(ServerProcessTest::ended).orElse(true));
  }

  @Test
  void anEngineInAProcessOfItsOwnGetsHealthy() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    List<String> command = new ArrayList<>(java("llmbench.engine.EngineProcess"));
    command.addAll(List.of("--port", String.valueOf(port), "--max-seconds", "600"));
    String baseUrl = ServerAddress.of(command).baseUrl();
    Path config =
        Files.writeString(folder.resolve("c.yaml"), "model: m\nbase_url: " + baseUrl + "\n");
    Target target = new PlanReader().read(config, Map.of(), Map.of()).target();
    ServerConnection connection = ServerConnection.to(target, baseUrl, null, Duration.ofSeconds(5));
    ServerProcess server = start(command);
    long ready = server.awaitReady(HealthCheck.of(connection, baseUrl), LONG);
    assertThat(ready).isGreaterThan(server.startedNanos());
    assertThat(Files.readString(log())).contains("listening on http://127.0.0.1:" + port);
    assertThat(CacheReset.all(connection))
        .noneMatch(problem -> problem.startsWith("/reset_prefix_cache"));
    server.stop(LONG);
    assertThat(HealthCheck.of(connection, baseUrl).healthy(Duration.ofSeconds(5))).isFalse();
    assertThat(CacheReset.all(connection)).hasSize(3);
  }

  @Test
  void aSubcommandMustEndWell() throws IOException {
    Path out = folder.resolve("after.log");
    Subcommand.run("after_bench_cmd", List.of("sh", "-c", "echo done"), out);
    assertThat(Files.readString(out)).isEqualTo("done\n");
    assertThatThrownBy(
            () -> Subcommand.run("after_bench_cmd", List.of("sh", "-c", "echo no; exit 4"), out))
        .hasMessageStartingWith("after_bench_cmd: expected exit code 0, found 4; the last lines of")
        .hasMessageEndingWith("\n  no");
    assertThatThrownBy(() -> Subcommand.run("after_bench_cmd", List.of("no-such-program"), out))
        .hasMessageStartingWith("after_bench_cmd: cannot be run: ");
  }
}
