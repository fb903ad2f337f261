// SPDX-License-Identifier: Apache-2.0
package llmbench.export;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import llmbench.plan.ExportFormat;
import org.jspecify.annotations.Nullable;

/**
 * How to get what a form needs and this jar does not hold: a jar of its own, named {@code
 * llmbench-FORM.jar}, which the manifest of {@code llmbench.jar} looks for in its own folder.
 */
final class ApartJar {
  private ApartJar() {}

  /** One line: what is not there, how it is made, and where it is put. */
  static String missing(ExportFormat format, String what) {
    String jar = "llmbench-" + format.key() + ".jar";
    String profile = "-P" + format.key();
    Path own = ownJar();
    return "export "
        + format.key()
        + ": "
        + what
        + " is not part of llmbench"
        + (own == null
            ? "; under Maven add "
                + profile
                + " to the command; otherwise make target/"
                + jar
                + " by `mvn "
                + profile
                + " -DskipTests package` and add it to the class path"
            : "; make target/"
                + jar
                + " by `mvn "
                + profile
                + " -DskipTests package` in llmbench's sources and lay it beside the jar, as "
                + own.resolveSibling(jar));
  }

  /** The jar that this class came from; null if it is no jar, or cannot be known. */
  private static @Nullable Path ownJar() {
    CodeSource source = ApartJar.class.getProtectionDomain().getCodeSource();
    if (source == null || source.getLocation() == null) {
      return null;
    }
    try {
      Path path = Path.of(source.getLocation().toURI());
      return Files.isRegularFile(path) ? path.toAbsolutePath() : null;
    } catch (URISyntaxException | IllegalArgumentException e) {
      return null;
    }
  }
}
