// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sees the end of the JVM that forked this one, as Gatling's Maven plugin does: it passes no signal
 * on, so that a build that was stopped would leave the load running. A parent that is no JVM, a
 * shell say, is not watched: it may end and leave a run in the background.
 */
final class ParentWatch {
  private static final long PERIOD_MILLIS = 500;

  private ParentWatch() {}

  /** Watches on a daemon thread, and tells once. */
  static void start(Runnable gone) {
    Optional<ProcessHandle> parent = ProcessHandle.current().parent();
    if (parent.isEmpty() || !isJvm(parent.get().info().command().orElse(null))) {
      return;
    }
    long pid = parent.get().pid();
    Thread thread =
        new Thread(
            () -> {
              if (waitFor(pid)) {
                gone.run();
              }
            },
            "llmbench-parent");
    thread.setDaemon(true);
    thread.start();
  }

  static boolean isJvm(@Nullable String command) {
    if (command == null) {
      return false;
    }
    Path file = Path.of(command).getFileName();
    return file != null && file.toString().matches("java|java\\.exe|javaw\\.exe");
  }

  /**
   * Returns when this process is no more that one's child: a dead parent's child gets another one
   * at once, even while the dead one is still in the table of processes.
   */
  private static boolean waitFor(long pid) {
    try {
      while (ProcessHandle.current().parent().map(ProcessHandle::pid).orElse(-1L) == pid) {
        Thread.sleep(PERIOD_MILLIS);
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
