// SPDX-License-Identifier: Apache-2.0
package llmbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A wrong command line: one line that says what, one that points to the help, exit code 2. */
class WrongCommandLineTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "serve --jsn | serve: expected a known option, found --jsn; the nearest known is --json",
        "run --no-gatling-reprt | run: expected a known option, found --no-gatling-reprt; the nearest known is --no-gatling-report",
        "sweep --gird x | sweep: expected a known option, found --gird; the nearest known is --grid",
        "find --gaol x | find: expected a known option, found --gaol; the nearest known is --goal",
        "plan --asume-ttft 1 | plan: expected a known option, found --asume-ttft; the nearest known is --assume-ttft",
        "datasets --jsn | datasets: expected a known option, found --jsn; the nearest known is --json",
        "datasets show x --jsn | datasets show: expected a known option, found --jsn; the nearest known is --json",
        "engine --prot 1 | engine: expected a known option, found --prot; the nearest known is --port",
        "report --plot | report: expected a known option, found --plot; the nearest known is --plots",
        "aggregate --jsn | aggregate: expected a known option, found --jsn; the nearest known is --json",
        "export --fromat x | export: expected a known option, found --fromat; the nearest known is --format",
        "compare --a x --b y --forc | compare: expected a known option, found --forc; the nearest known is --force",
        "gate --rules r --junti x | gate: expected a known option, found --junti; the nearest known is --junit",
        "completion bash --hlp | completion: expected a known option, found --hlp; the nearest known is --help",
        "compare a b --html | compare: Missing required parameter for option '--html' (FILE)",
        "gate | gate: Missing required option: '--rules=FILE'",
        "gate --rules no-such.yaml | gate: no-such.yaml: expected a configuration file, found none",
        "export --format csv | export: Invalid value for option '--format' (FORMAT): expected one of",
        "report --to soon | report: Invalid value for option '--to': expected a time such as",
        "aggregate a b | aggregate: expected no further word, found b",
        "plan --prompts x | plan: Invalid value for option '--prompts'",
        "datasets show | datasets show: Missing required parameter: 'NAME'",
        "completion fish | completion: Invalid value for positional parameter",
      })
  void isToldInOneLine(String words, String message) {
    String[] args = words.split(" ", -1);
    int code =
        Main.execute(
            Main.commandLine(args).setOut(new PrintWriter(out)).setErr(new PrintWriter(err)), args);
    assertThat(code).isEqualTo(2);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString().lines()).hasSize(2);
    assertThat(err.toString()).startsWith(message);
    assertThat(err.toString().lines().skip(1).findFirst().orElseThrow())
        .matches("Try 'llmbench [a-z ]+ --help'\\.");
  }
}
