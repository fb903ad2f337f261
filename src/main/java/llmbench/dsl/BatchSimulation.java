// SPDX-License-Identifier: Apache-2.0
package llmbench.dsl;

import io.gatling.javaapi.core.Simulation;
import java.nio.file.Path;
import llmbench.batch.Batch;
import llmbench.gatling.CasesSetUp;
import llmbench.gatling.SocketGuards;

/**
 * The whole batch as a simulation: every case of a {@code config.yaml}, one after the other, with
 * its results, records and report, as {@code mvn gatling:test} of llmbench itself runs it. A
 * subclass names the file; there is nothing else to it.
 *
 * <pre>{@code
 * public final class ServingBenchmark extends BatchSimulation {
 *   public ServingBenchmark() {
 *     super(Path.of("src/test/resources/config.yaml"));
 *   }
 * }
 * }</pre>
 *
 * <p>System properties {@code bench.*} replace keys of the file, and {@code bench.config} the file.
 * It needs llmbench's settings of Gatling ({@code src/test/resources/gatling.conf}): copy them.
 */
public abstract class BatchSimulation extends Simulation {
  static {
    SocketGuards.install(); // Before a batch is made: its engine has connections too.
  }

  private final CasesSetUp cases;

  /**
   * Reads the file and gets ready. If the batch cannot begin, or nothing is to be sent, this prints
   * why and ends the JVM; a sweep is run here, to its end and the JVM's.
   *
   * @param config the file where {@code -Dbench.config} names none
   */
  protected BatchSimulation(Path config) {
    this.cases = new CasesSetUp(Batch.start(config, getClass().getName()));
    setUp(cases.populations()).protocols(cases.protocol()).assertions(cases.assertions());
  }

  /** Ends the batch: the last results are written. */
  @Override
  public void after() {
    cases.ended();
  }
}
