// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import io.gatling.app.Gatling$;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import scala.Console;

/**
 * Runs a simulation in this JVM by Gatling's own entry point, as its Maven plugin does in another
 * one, but without what Gatling prints and without what it asks the internet at the start.
 */
public final class GatlingLauncher {
  /** The system property that holds the folder of Gatling's logs and reports. */
  public static final String FOLDER = "llmbench.gatling_folder";

  /** Asked by Gatling for when it last looked for a new version. */
  private static final String PREFERENCES = "java.util.prefs.PreferencesFactory";

  private GatlingLauncher() {}

  /**
   * Runs a simulation to its end. Once in a JVM.
   *
   * @param simulation the class, with a constructor without arguments
   * @param folder where its log and report go, in a folder for this run
   * @param report whether the HTML report is made
   * @return Gatling's exit code: 0, or 2 if an assertion failed
   */
  public static int run(String simulation, Path folder, boolean report) {
    System.setProperty(FOLDER, folder.toString());
    System.setProperty(PREFERENCES, MemoryPreferences.class.getName());
    // Gatling's files are written through fields of String, which the manifest of the jar opens.
    silence();
    List<String> args =
        new ArrayList<>(List.of("-s", simulation, "-rf", folder.toAbsolutePath().toString()));
    if (!report) {
      args.add("-nr");
    }
    return Gatling$.MODULE$.fromArgs(args.toArray(new String[0]));
  }

  /**
   * Runs a simulation without a report, and ends the JVM.
   *
   * @param args the class and the folder
   */
  public static void main(String[] args) {
    System.exit(run(args[0], Path.of(args[1]), false));
  }

  /** Scala prints to what standard output is when it is first asked for it. */
  private static void silence() {
    PrintStream out = System.out;
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    try {
      Console.out().flush();
    } finally {
      System.setOut(out);
    }
  }
}
