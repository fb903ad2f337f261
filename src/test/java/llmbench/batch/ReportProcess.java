// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The command line in a JVM of its own, in another time zone than the run's. */
final class ReportProcess {
  private static final long LIMIT_SECONDS = 120;

  private ReportProcess() {}

  static GatlingProcess.Finished run(String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx512m");
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-Duser.timezone=Asia/Kolkata");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add("llmbench.cli.Main");
    command.addAll(List.of(arguments));
    Path output = Files.createTempFile("report", ".txt");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
        throw new IOException("not ended after " + LIMIT_SECONDS + " s");
      }
      return new GatlingProcess.Finished(
          process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    } finally {
      Files.delete(output);
    }
  }
}
