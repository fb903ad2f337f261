// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import java.io.PrintStream;
import llmbench.live.CaseTally;
import llmbench.plan.Plan;

/**
 * Shows how a case gets on: on a terminal one line that is redrawn once a second, cut to the
 * terminal's width; elsewhere, as in a log of CI, a line each 10 s.
 */
final class Progress implements AutoCloseable {
  private static final long PERIOD_MILLIS = 1000;
  private static final int PERIODS_PER_LINE = 10;

  /** In which form. */
  enum Style {
    /** Not at all. */
    NONE,
    /** One line, redrawn. */
    REDRAWN,
    /** Lines under one another. */
    LINES;

    /** The form for a run: several cases at once have no one line. */
    static Style of(Plan plan) {
      if (!plan.output().live().progress()) {
        return NONE;
      }
      return Terminal.watched() && plan.client().parallelCases() == 1 ? REDRAWN : LINES;
    }
  }

  private final PrintStream out;
  private final Style style;
  private final CaseTally tally;
  private final int width;
  private final Thread thread;
  private int periods;
  private boolean closed;

  /** Starts to show. */
  Progress(PrintStream out, Style style, CaseTally tally) {
    this(out, style, tally, style == Style.REDRAWN ? Terminal.width() - 1 : 0);
    if (style != Style.NONE) {
      thread.start();
    }
  }

  /**
   * The same before it starts.
   *
   * @param width characters that the redrawn line may have
   */
  Progress(PrintStream out, Style style, CaseTally tally, int width) {
    this.out = out;
    this.style = style;
    this.tally = tally;
    this.width = width;
    this.thread = new Thread(this::show, "llmbench-progress");
    thread.setDaemon(true);
  }

  private void show() {
    try {
      while (true) {
        Thread.sleep(PERIOD_MILLIS);
        second();
      }
    } catch (InterruptedException e) {
      // Closed.
    }
  }

  /** A second has passed. */
  synchronized void second() {
    periods++;
    if (closed) {
      return;
    }
    if (style == Style.REDRAWN) {
      String line = ProgressLine.within(width, tally.now());
      out.print("\r" + line + " ".repeat(width - line.length()));
      out.flush();
    } else if (style == Style.LINES && periods % PERIODS_PER_LINE == 0) {
      out.println(ProgressLine.plain(tally.now()));
    }
  }

  /** Ends; takes the redrawn line off the screen. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    thread.interrupt();
    if (style == Style.REDRAWN && periods > 0) {
      out.print("\r" + " ".repeat(width) + "\r");
      out.flush();
    }
  }
}
