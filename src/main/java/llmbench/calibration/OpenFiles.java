// SPDX-License-Identifier: Apache-2.0
package llmbench.calibration;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** How many connections this process may still open. */
final class OpenFiles {
  /** For what else a run opens: records, Gatling's log, connections to the server. */
  private static final long RESERVE = 200;

  private OpenFiles() {}

  /** Connections that fit; {@link Integer#MAX_VALUE} where the system does not tell. */
  static int left() {
    if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean os) {
      long left = os.getMaxFileDescriptorCount() - os.getOpenFileDescriptorCount() - RESERVE;
      return (int) Math.max(1, Math.min(left, Integer.MAX_VALUE));
    }
    return Integer.MAX_VALUE;
  }
}
