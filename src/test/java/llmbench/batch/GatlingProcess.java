// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs a simulation in a JVM of its own, as the Maven plugin does, so that tests see what a user
 * sees.
 */
final class GatlingProcess {
  private static final long LIMIT_SECONDS = 180;

  private final Path folder;
  private final Map<String, String> options = new LinkedHashMap<>();
  private final Map<String, String> properties = new LinkedHashMap<>();
  private String simulation = "simulations.ServingBenchmark";
  private final Map<String, String> environment = new LinkedHashMap<>();

  /** A run whose files all lie below that folder. */
  GatlingProcess(Path folder) {
    this.folder = folder;
    option("config", "src/test/resources/config.yaml");
    option("result_dir", results().toString());
    option("client_warmup", false); // seconds that only its own test needs
  }

  /** {@code -Dbench.key=value}. */
  GatlingProcess option(String key, Object value) {
    options.put(key, value.toString());
    return this;
  }

  /** Another simulation than the batch. */
  GatlingProcess simulation(String className) {
    simulation = className;
    return this;
  }

  /** {@code -Dname=value}. */
  GatlingProcess property(String name, String value) {
    properties.put(name, value);
    return this;
  }

  GatlingProcess environment(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** A short case against that address, which must have a tokenizer of our own. */
  GatlingProcess against(
      String baseUrl, int inputLen, int outputLen, int concurrency, int prompts) {
    return option("base_url", baseUrl)
        .option("input_output", "[[" + inputLen + ", " + outputLen + "]]")
        .option("concurrency_prompts", "[[" + concurrency + ", " + prompts + "]]");
  }

  Path results() {
    return folder.resolve("results");
  }

  /** What a finished process left. */
  record Finished(int exitCode, String output) {}

  /** Runs to the end. */
  Finished run() throws IOException, InterruptedException {
    Process process = start();
    if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
      throw new AssertionError("not ended after " + LIMIT_SECONDS + " s:\n" + output());
    }
    return new Finished(process.exitValue(), output());
  }

  /** Starts it; its output goes to {@link #output}. */
  Process start() throws IOException {
    Files.createDirectories(folder);
    ProcessBuilder builder =
        new ProcessBuilder(command())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output.txt").toFile());
    builder.environment().remove("OPENAI_API_KEY");
    builder.environment().putAll(environment);
    return builder.start();
  }

  /** The command that starts it. */
  List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx512m");
    command.add("-XX:TieredStopAtLevel=1");
    command.add("--add-opens=java.base/java.lang=ALL-UNNAMED");
    options.forEach((key, value) -> command.add("-Dbench." + key + "=" + value));
    properties.forEach((name, value) -> command.add("-D" + name + "=" + value));
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add("io.gatling.app.Gatling");
    command.addAll(List.of("-s", simulation));
    command.addAll(List.of("-rf", folder.resolve("gatling").toString()));
    return command;
  }

  /** What it printed so far. */
  String output() throws IOException {
    return Files.readString(folder.resolve("output.txt"), StandardCharsets.UTF_8);
  }
}
