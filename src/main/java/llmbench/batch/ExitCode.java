// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

/**
 * Makes a run's failure its exit code. Gatling ends the JVM by the outcome of its assertions, which
 * see failed requests but not, say, a result that could not be written; so when the JVM ends, it is
 * ended with 1. By then Gatling has made its report.
 */
final class ExitCode {
  private static final int FAILED = 1;

  private ExitCode() {}

  static void fail() {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  System.out.flush();
                  System.err.flush();
                  Runtime.getRuntime().halt(FAILED);
                },
                "llmbench-exit"));
  }
}
