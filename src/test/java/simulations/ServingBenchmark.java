// SPDX-License-Identifier: Apache-2.0
package simulations;

import java.nio.file.Path;
import llmbench.dsl.BatchSimulation;

/**
 * The batch: every case of {@code config.yaml}, one after the other.
 *
 * <pre>
 * mvn gatling:test
 * mvn gatling:test -Dbench.base_url=http://localhost:8000 -Dbench.input_output='[[256,256]]'
 * </pre>
 */
public final class ServingBenchmark extends BatchSimulation {
  /**
   * Reads {@code src/test/resources/config.yaml}, or the file that {@code -Dbench.config} names.
   */
  public ServingBenchmark() {
    super(Path.of("src/test/resources/config.yaml"));
  }
}
