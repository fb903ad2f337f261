// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import llmbench.config.ConfigException;
import llmbench.config.PlanReader;
import llmbench.config.SweepConfig;
import llmbench.plan.Plan;
import llmbench.plan.ServerCommand;
import llmbench.results.RunOutcome;

/** What configuration and command line ask for: a batch or a sweep. */
final class Configuration {
  /** The key of the server's address. */
  static final String BASE_URL = "base_url";

  private static final List<String> ADDRESS = List.of(BASE_URL, "host", "port");

  private final Path defaultConfig;
  private final Properties properties;

  /**
   * What this JVM's properties ask for.
   *
   * @param defaultConfig the file where {@code -Dbench.config} names none
   */
  Configuration(Path defaultConfig) {
    this(defaultConfig, System.getProperties());
  }

  /**
   * @param properties those named {@code bench.*} count
   */
  Configuration(Path defaultConfig, Properties properties) {
    this.defaultConfig = defaultConfig;
    this.properties = properties;
  }

  /**
   * The plan of a batch. A server that is started for it and whose address nobody gives listens
   * where its command says.
   *
   * @throws Refusal if the configuration has mistakes
   */
  Plan plan() {
    try {
      Plan plan = new PlanReader().fromProperties(defaultConfig, properties, System.getenv());
      ServerCommand command = plan.server().command();
      if (command == null) {
        return plan;
      }
      List<String> words = LocalServer.words(LocalServer.KEY, command.command());
      if (ADDRESS.stream().anyMatch(plan.options()::containsKey)) {
        return plan;
      }
      Properties more = new Properties();
      more.putAll(properties);
      more.setProperty(PlanReader.PREFIX + BASE_URL, LocalServer.baseUrl(words));
      return new PlanReader().fromProperties(defaultConfig, more, System.getenv());
    } catch (ConfigException e) {
      throw new Refusal(RunOutcome.BAD_CONFIGURATION, e);
    }
  }

  /**
   * The sweep that is asked for; empty for a batch.
   *
   * @throws Refusal if the command line names no file
   */
  Optional<SweepConfig> sweep() {
    try {
      return SweepConfig.find(defaultConfig, properties);
    } catch (ConfigException e) {
      throw new Refusal(RunOutcome.BAD_CONFIGURATION, e);
    }
  }
}
