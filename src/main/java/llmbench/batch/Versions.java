// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import io.netty.util.Version;
import java.util.LinkedHashMap;
import java.util.Map;

/** Versions of what makes a result. */
final class Versions {
  private Versions() {}

  static Map<String, String> all() {
    Map<String, String> versions = new LinkedHashMap<>();
    String own = Versions.class.getPackage().getImplementationVersion();
    versions.put("llmbench", own == null ? "development" : own);
    versions.put("vllm_definitions", "0.32");
    versions.put("java", System.getProperty("java.runtime.version"));
    versions.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    versions.put("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
    Version netty = Version.identify().get("netty-common");
    versions.put("netty", netty == null ? "unknown" : netty.artifactVersion());
    return versions;
  }
}
