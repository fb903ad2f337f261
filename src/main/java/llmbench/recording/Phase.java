// SPDX-License-Identifier: Apache-2.0
package llmbench.recording;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a request was sent for. Only {@link #MEASURED} ones are in a case's figures. */
public enum Phase {
  /** The load itself. */
  MEASURED,
  /** Before the load, so that it meets a server at work. */
  WARMUP,
  /** After the last measured request was sent, so that those still under way meet the same load. */
  COOLDOWN,
  /** A small request beside the load. */
  PROBE;

  /** The name in records and results, such as {@code warmup}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The phase beside the load of that name; null if there is none. */
  static @Nullable Phase beside(String key) {
    for (Phase phase : values()) {
      if (phase != MEASURED && phase.key().equals(key)) {
        return phase;
      }
    }
    return null;
  }
}
