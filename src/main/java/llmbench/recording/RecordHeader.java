// SPDX-License-Identifier: Apache-2.0
package llmbench.recording;

/**
 * The first line of a record log.
 *
 * @param formatVersion {@link #FORMAT_VERSION} when written by this version
 * @param caseName the case, such as {@code io256x256_mc1_np10}
 * @param anchorEpochMillis wall-clock time of the anchor, for people
 * @param numPrompts requests that the case was to send
 */
public record RecordHeader(
    int formatVersion, String caseName, long anchorEpochMillis, int numPrompts) {
  /** The version that this code writes; it reads this and every older one. */
  public static final int FORMAT_VERSION = 1;
}
