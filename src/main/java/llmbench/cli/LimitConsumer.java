// SPDX-License-Identifier: Apache-2.0
package llmbench.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Stack;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * Takes the values of {@code --goodput}: all that follow and look like {@code ttft:200}, so that a
 * folder may follow them.
 */
final class LimitConsumer implements IParameterConsumer {
  @Override
  @SuppressWarnings("JdkObsolete") // picocli's signature
  public void consumeParameters(Stack<String> arguments, ArgSpec option, CommandSpec command) {
    List<String> limits = new ArrayList<>();
    while (!arguments.isEmpty() && arguments.peek().matches("[^-/\\\\][^/\\\\]*:.*")) {
      limits.add(arguments.pop());
    }
    if (limits.isEmpty()) {
      throw new ParameterException(
          command.commandLine(), "--goodput: expected a limit such as ttft:200, found none");
    }
    option.setValue(limits);
  }
}
