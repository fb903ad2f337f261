// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import java.util.Optional;
import llmbench.gatling.BenchmarkSimulation;

/** The simulation that is being made. */
final class SimulationClass {
  private SimulationClass() {}

  /**
   * The name of the class whose constructor has led here.
   *
   * @throws IllegalStateException if there is none on the stack
   */
  static String name() {
    StackWalker stack = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);
    Optional<String> outermost =
        stack.walk(
            frames ->
                frames
                    .map(StackWalker.StackFrame::getDeclaringClass)
                    .filter(BenchmarkSimulation.class::isAssignableFrom)
                    .reduce((inner, outer) -> outer)
                    .map(Class::getName));
    return outermost.orElseThrow(
        () -> new IllegalStateException("a batch is started by a BenchmarkSimulation"));
  }
}
