// SPDX-License-Identifier: Apache-2.0
package llmbench.page;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes a page in a JVM of its own, whose memory can be bounded, and prints how much of it was seen
 * in use, garbage included: {@code PageAlone RESULT RECORDS}.
 */
final class PageAlone {
  private PageAlone() {}

  public static void main(String[] args) throws Exception {
    AtomicLong most = new AtomicLong();
    Thread watch = new Thread(() -> watch(most));
    watch.setDaemon(true);
    watch.start();
    CaseFiles files = new CaseFiles(Path.of(args[0]), Path.of(args[1]));
    Path folder = files.result().resolveSibling(".").normalize();
    BatchPage.write(folder, GatheredBatch.of(List.of(files)), false);
    System.out.println(
        String.format(
            Locale.ROOT,
            "page in %.1f s, heap in use at most %.0f MB of %.0f MB",
            ManagementFactory.getRuntimeMXBean().getUptime() / 1e3,
            most.get() / 1e6,
            Runtime.getRuntime().maxMemory() / 1e6));
  }

  private static void watch(AtomicLong most) {
    try {
      while (true) {
        long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        most.accumulateAndGet(used, Math::max);
        Thread.sleep(5);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
