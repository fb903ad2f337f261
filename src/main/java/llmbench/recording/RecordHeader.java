// SPDX-License-Identifier: Apache-2.0
package llmbench.recording;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The first line of a record log.
 *
 * @param formatVersion {@link #FORMAT_VERSION} when written by this version
 * @param caseName the case, such as {@code io256x256_mc1_np10}
 * @param anchorEpochMillis wall-clock time of the anchor, for people
 * @param anchorNanos the {@link NanoClock}'s reading at the anchor, by which times of two processes
 *     on one machine can be compared; null in a file of version 1
 * @param numPrompts requests that the case was to send
 * @param context what else is known before the load and cannot be computed from records, as JSON
 *     has it: maps in order, lists, texts, numbers, booleans and null; empty in a file of version 1
 */
public record RecordHeader(
    int formatVersion,
    String caseName,
    long anchorEpochMillis,
    @Nullable Long anchorNanos,
    int numPrompts,
    Map<String, Object> context) {
  /** The version that this code writes; it reads this and every older one. */
  public static final int FORMAT_VERSION = 2;

  /** The oldest version, whose header has neither context nor the clock's reading. */
  static final int FIRST_VERSION = 1;

  /** Copies the map. */
  public RecordHeader {
    context = Collections.unmodifiableMap(new LinkedHashMap<>(context));
  }

  /** A header of this version without context. */
  public RecordHeader(String caseName, long anchorEpochMillis, long anchorNanos, int numPrompts) {
    this(FORMAT_VERSION, caseName, anchorEpochMillis, anchorNanos, numPrompts, Map.of());
  }
}
