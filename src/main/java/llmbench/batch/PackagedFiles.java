// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import llmbench.config.PlanReader;
import llmbench.results.RunOutcome;
import org.jspecify.annotations.Nullable;

/**
 * A batch that was packaged, as {@code gatling:enterprisePackage} does, and runs where the
 * project's files are not: its configuration is then the class path's {@code config.yaml}, and
 * files that it names below {@code datasets/} are put where it names them.
 */
final class PackagedFiles {
  private static final String CONFIG = "config.yaml";

  /** Where a project keeps what is on its class path. */
  private static final String RESOURCES = "src/test/resources/";

  /** A relative name below {@code datasets/}, in YAML or on the command line. */
  private static final Pattern NAMED =
      Pattern.compile("(?<![\\w./-])((?:src/test/resources/)?datasets/[\\w./-]*[\\w-])");

  private final Path folder;
  private final ClassLoader loader;
  private final PrintStream out;

  /**
   * @param folder that relative names are of: the current one
   */
  PackagedFiles(Path folder, ClassLoader loader, PrintStream out) {
    this.folder = folder;
    this.loader = loader;
    this.out = out;
  }

  /**
   * The configuration where the properties name none: that file where it is there, else the class
   * path's, as a temporary file, else that file, which will be missed.
   *
   * @throws Refusal if a packaged file cannot be put in its place
   */
  Path config(Path defaultConfig, Properties properties) {
    boolean none = defaultConfig.equals(Path.of(PlanReader.NO_FILE));
    boolean named = properties.containsKey(PlanReader.PREFIX + PlanReader.CONFIG);
    URL packaged = loader.getResource(CONFIG);
    if (none || named || Files.exists(folder.resolve(defaultConfig)) || packaged == null) {
      return defaultConfig;
    }
    try (InputStream in = packaged.openStream()) {
      Path config = Files.createTempDirectory("llmbench-config-").resolve(CONFIG);
      Files.copy(in, config);
      config.toFile().deleteOnExit();
      config.resolveSibling("").toFile().deleteOnExit();
      out.println(
          "Configuration: config.yaml of the class path, since there is no " + defaultConfig);
      Set<String> names = names(Files.readString(config));
      properties.stringPropertyNames().stream()
          .filter(key -> key.startsWith(PlanReader.PREFIX))
          .forEach(key -> names.addAll(names(properties.getProperty(key))));
      unpack(packaged, names);
      return config;
    } catch (IOException | URISyntaxException e) {
      throw new Refusal(
          RunOutcome.BAD_CONFIGURATION,
          "cannot take " + CONFIG + " and its datasets from the class path: " + e.getMessage());
    }
  }

  private static Set<String> names(String text) {
    Set<String> names = new TreeSet<>();
    Matcher matcher = NAMED.matcher(text);
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
    return names;
  }

  private void unpack(URL config, Set<String> names) throws IOException, URISyntaxException {
    URI uri = config.toURI();
    if (uri.getScheme().equals("jar")) {
      try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
        unpack(jar.getPath("/"), names);
      }
    } else if (uri.getScheme().equals("file")) {
      @Nullable Path root = Path.of(uri).getParent();
      if (root != null) {
        unpack(root, names);
      }
    }
  }

  private void unpack(Path root, Set<String> names) throws IOException {
    for (String name : names) {
      Path target = folder.resolve(name).normalize();
      String resource = name.startsWith(RESOURCES) ? name.substring(RESOURCES.length()) : name;
      Path source = root.resolve(resource).normalize();
      boolean below = Path.of(resource).normalize().startsWith("datasets");
      if (below && !Files.exists(target) && Files.exists(source)) {
        copy(source, target);
        out.println("Data set: " + name + " of the class path, put into the current folder");
      }
    }
  }

  /** A file, or a folder with all that it holds. */
  private static void copy(Path source, Path target) throws IOException {
    List<Path> files;
    try (Stream<Path> walked = Files.walk(source)) {
      files = walked.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      Path to = target.resolve(source.relativize(file).toString()).normalize();
      Path parent = to.getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      Files.copy(file, to);
    }
  }
}
