// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

/**
 * Prepares the heap for a case's load: makes the arrays of its bodies, then collects, as vLLM does
 * ({@code serve.py}, {@code freeze_gc_heap}). What is there afterwards is old and copied no more.
 */
final class SettledHeap {
  private SettledHeap() {}

  /** Prepares for so many streams at once, of so many tokens. Takes tens of milliseconds. */
  static void prepare(int streams, int tokens) {
    BodyArrays.shared().prepare(streams, StreamCapture.bodyBytes(tokens));
    System.gc();
  }
}
