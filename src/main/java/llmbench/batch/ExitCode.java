// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

/**
 * Makes a run's failure its exit code. Gatling ends the JVM by the outcome of its assertions, which
 * see failed requests but not, say, a result that could not be written; so when the JVM ends, it is
 * ended with another one. By then Gatling has made its report.
 */
final class ExitCode {
  private static final long PATIENCE_MILLIS = 5_000;

  private ExitCode() {}

  /** Ends the JVM with that code soon, whatever holds up what is to be done before. */
  static void haltLater(int code) {
    Thread thread =
        new Thread(
            () -> {
              try {
                Thread.sleep(PATIENCE_MILLIS);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              Runtime.getRuntime().halt(code);
            },
            "llmbench-halt");
    thread.setDaemon(true);
    thread.start();
  }

  /** Ends the JVM with that code when it ends. */
  static void set(int code) {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  System.out.flush();
                  System.err.flush();
                  Runtime.getRuntime().halt(code);
                },
                "llmbench-exit"));
  }
}
