// SPDX-License-Identifier: Apache-2.0
package llmbench.backend;

/** Takes the data of each event that {@link SseFramer} completes. */
@FunctionalInterface
public interface FrameSink {
  /**
   * One event with data.
   *
   * @param bytes the buffer that holds it: the stream's own, or a joined copy if it had several
   *     data lines
   * @param from first byte of the data
   * @param to one past the last
   * @param errorEvent whether its {@code event:} field says {@code error}
   */
  void frame(byte[] bytes, int from, int to, boolean errorEvent);
}
