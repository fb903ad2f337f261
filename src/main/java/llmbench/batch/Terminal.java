// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import java.io.Console;
import java.lang.reflect.InvocationTargetException;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Whether somebody watches, and how much they can see. */
final class Terminal {
  private Terminal() {}

  /** Whether standard output is a terminal. From JDK 22 on a console may be there without one. */
  @SuppressWarnings("SystemConsoleNull") // isTerminal is asked where there is one
  static boolean watched() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (IllegalAccessException | InvocationTargetException e) {
      return false;
    }
  }

  /**
   * Characters in a line of the terminal, 80 where it does not say; asks a program of the system.
   */
  static int width() {
    return new UsageMessageSpec().autoWidth(true).width();
  }
}
