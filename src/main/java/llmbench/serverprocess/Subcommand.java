// SPDX-License-Identifier: Apache-2.0
package llmbench.serverprocess;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.List;
import llmbench.plan.Secrets;
import llmbench.plan.ServerCommand;
import llmbench.server.ServerException;

/** A command that runs to its end, such as {@code after_bench_cmd}. */
public final class Subcommand {
  private Subcommand() {}

  /**
   * Runs it; it has no limit of time, as in vLLM.
   *
   * @param key the key that has it, for messages
   * @param command program and arguments
   * @param log takes all output, after what it holds already
   * @throws ServerException if it cannot be started, or its exit code is not 0
   */
  public static void run(String key, List<String> command, Path log) {
    Process process;
    try {
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(Redirect.appendTo(log.toFile()))
              .start();
      process.getOutputStream().close();
    } catch (IOException e) {
      throw new ServerException(key + ": cannot be run: " + e.getMessage());
    }
    Secrets secrets = ServerCommand.secrets(command, System.getenv());
    try {
      int code = process.waitFor();
      if (code != 0) {
        throw new ServerException(
            key + ": expected exit code 0, found " + code + "; " + LogTail.of(log, secrets));
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new ServerException(key + ": was interrupted");
    } finally {
      CleanLog.of(log, secrets);
    }
  }
}
