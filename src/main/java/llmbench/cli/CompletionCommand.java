// SPDX-License-Identifier: Apache-2.0
package llmbench.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code completion bash|zsh}: a script that completes this command line. */
@Command(
    name = "completion",
    description = {
      "Prints a script that completes commands and flags of llmbench in bash or zsh.",
      "It needs a command of that name: alias llmbench='java -jar /path/llmbench.jar'."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  source <(llmbench completion bash)",
      "  llmbench completion zsh > ~/.llmbench.zsh; echo 'source ~/.llmbench.zsh' >> ~/.zshrc"
    })
final class CompletionCommand implements Callable<Integer> {
  /** Shells. */
  enum Shell {
    bash,
    zsh
  }

  private static final String ZSH = "autoload -U +X compinit && compinit\n";

  @Parameters(paramLabel = "SHELL", description = "one of ${COMPLETION-CANDIDATES}")
  private Shell shell = Shell.bash;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli before call()
  private CommandSpec spec;

  @Override
  public Integer call() {
    String script = AutoComplete.bash(Main.NAME, Main.whole());
    // The script itself turns bash's completion on in zsh.
    spec.commandLine().getOut().print(shell == Shell.zsh ? ZSH + script : script);
    spec.commandLine().getOut().flush();
    return 0;
  }
}
