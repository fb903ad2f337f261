// SPDX-License-Identifier: Apache-2.0
package llmbench.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The command line in a process of its own, in an empty folder, as from the jar. */
final class JarProcess {
  private static final long LIMIT_SECONDS = 180;

  private final Path folder;

  /** All files of its commands lie below that folder. */
  JarProcess(Path folder) {
    this.folder = folder;
  }

  /** What a finished command left. */
  record Finished(int exitCode, String out, String err) {}

  Path folder() {
    return folder.resolve("here");
  }

  /** What a run keeps only for as long as it goes on. */
  Path temporary() {
    return folder.resolve("tmp");
  }

  Finished run(String... args) throws IOException, InterruptedException {
    return run(List.of(), args);
  }

  /** With flags of the JVM. */
  Finished run(List<String> flags, String... args) throws IOException, InterruptedException {
    Process process = start(flags, args);
    if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
      throw new AssertionError("not ended after " + LIMIT_SECONDS + " s: " + text("out"));
    }
    return new Finished(process.exitValue(), text("out"), text("err"));
  }

  Process start(List<String> flags, String... args) throws IOException {
    Files.createDirectories(folder());
    Files.createDirectories(temporary());
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-XX:TieredStopAtLevel=1"));
    command.add("--add-opens=java.base/java.lang=ALL-UNNAMED"); // the jar's manifest has it
    command.add("-Djava.io.tmpdir=" + temporary());
    command.addAll(flags);
    command.addAll(List.of("-cp", classPath(), "llmbench.cli.Main"));
    command.addAll(List.of(args));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder().toFile())
            .redirectOutput(folder.resolve("out").toFile())
            .redirectError(folder.resolve("err").toFile());
    builder.environment().remove("OPENAI_API_KEY");
    return builder.start();
  }

  private static String classPath() {
    List<String> parts = new ArrayList<>();
    for (String part : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      parts.add(Path.of(part).toAbsolutePath().toString());
    }
    return String.join(File.pathSeparator, parts);
  }

  private String text(String name) throws IOException {
    return Files.readString(folder.resolve(name), StandardCharsets.UTF_8);
  }
}
