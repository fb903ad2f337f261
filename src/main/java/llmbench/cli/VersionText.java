// SPDX-License-Identifier: Apache-2.0
package llmbench.cli;

import picocli.CommandLine.IVersionProvider;

/** What {@code --version} says. */
final class VersionText implements IVersionProvider {
  /** Called by the parser. */
  VersionText() {}

  @Override
  public String[] getVersion() {
    String own = VersionText.class.getPackage().getImplementationVersion();
    return new String[] {
      "llmbench " + (own == null ? "development" : own),
      "figures as vllm bench serve 0.32 defines them",
      "Java " + Runtime.version()
    };
  }
}
