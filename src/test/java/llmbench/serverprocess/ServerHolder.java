// SPDX-License-Identifier: Apache-2.0
package llmbench.serverprocess;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import llmbench.recording.NanoClock;

/** A JVM that starts a server and ends without a word about it. */
final class ServerHolder {
  private ServerHolder() {}

  /** Arguments: the log, the file that says that the server is ready, the command. */
  public static void main(String[] args) {
    ServerProcess server =
        ServerProcess.start(
            List.of(args).subList(2, args.length),
            Path.of(args[0]),
            System.getenv(),
            NanoClock.SYSTEM);
    long unused =
        server.awaitReady(timeout -> Path.of(args[1]).toFile().exists(), Duration.ofSeconds(100));
    System.exit(7);
  }
}
