// SPDX-License-Identifier: Apache-2.0
package llmbench.metrics;

/**
 * Equal windows of time that follow each other, each half-open: its start belongs to it, its end to
 * the next. The last one may be shorter.
 *
 * @param fromNanos start of the first
 * @param toNanos end of the last, over the start
 * @param widthNanos their length, over 0
 */
record Windows(long fromNanos, long toNanos, long widthNanos) {

  /** One window. */
  static Windows one(long fromNanos, long toNanos) {
    return new Windows(fromNanos, toNanos, toNanos - fromNanos);
  }

  /** So many windows, equal but for rounding to nanoseconds; fewer if there are not so many. */
  static Windows split(long fromNanos, long toNanos, int count) {
    return new Windows(fromNanos, toNanos, Math.max(1, ceilDiv(toNanos - fromNanos, count)));
  }

  int count() {
    return (int) ceilDiv(toNanos - fromNanos, widthNanos);
  }

  /** The window that a time falls into; -1 if none. */
  int index(long nanos) {
    return nanos < fromNanos || nanos >= toNanos ? -1 : (int) ((nanos - fromNanos) / widthNanos);
  }

  long start(int window) {
    return fromNanos + window * widthNanos;
  }

  long end(int window) {
    return Math.min(toNanos, start(window) + widthNanos);
  }

  double seconds(int window) {
    return RequestSamples.seconds(end(window) - start(window));
  }

  private static long ceilDiv(long dividend, long divisor) {
    return (dividend + divisor - 1) / divisor;
  }
}
