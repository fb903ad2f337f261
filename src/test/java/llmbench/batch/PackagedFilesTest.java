// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackagedFilesTest {
  private static final Path DEFAULT = Path.of("src/test/resources/config.yaml");
  private static final String ROWS =
      "{\"prompt\": \"one two three\"}\n{\"prompt\": \"four five six\"}\n";

  @TempDir private Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @Test
  void aFileThatIsThereIsTaken() throws IOException {
    Path file = folder.resolve(DEFAULT);
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, "");
    try (URLClassLoader jar = jar(Map.of("config.yaml", "seed: 1"))) {
      assertThat(files(jar).config(DEFAULT, new Properties())).isEqualTo(DEFAULT);
    }
    assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void theClassPathsIsTakenWhereThereIsNone() throws IOException {
    try (URLClassLoader jar = jar(Map.of("config.yaml", "seed: 7\n"))) {
      assertThat(files(jar).config(DEFAULT, new Properties())).hasContent("seed: 7\n");
    }
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("Configuration: config.yaml of the class path, since there is no src/test");
  }

  @Test
  void aNamedFileAndNoFileAreLeftAlone() throws IOException {
    Properties named = new Properties();
    named.setProperty("bench.config", "other.yaml");
    try (URLClassLoader jar = jar(Map.of("config.yaml", "seed: 7\n"))) {
      assertThat(files(jar).config(DEFAULT, named)).isEqualTo(DEFAULT);
      assertThat(files(jar).config(Path.of("-"), new Properties())).isEqualTo(Path.of("-"));
    }
    try (URLClassLoader none = jar(Map.of("other.yaml", ""))) {
      assertThat(files(none).config(DEFAULT, new Properties())).isEqualTo(DEFAULT);
    }
  }

  @Test
  void itsDatasetsArePutWhereItNamesThem() throws IOException {
    Properties properties = new Properties();
    properties.setProperty("bench.dataset_path", "datasets/overridden.jsonl");
    String config =
        """
        dataset_mix: {custom: {dataset_path: "datasets/a b.jsonl"}}
        dataset_path: datasets/a.jsonl # and src/test/resources/datasets/media/
        other: /srv/datasets/c.jsonl
        arrivals_file: datasets/../secret.txt
        """;
    Map<String, String> entries =
        Map.of(
            "config.yaml", config,
            "datasets/a.jsonl", "a",
            "datasets/overridden.jsonl", "o",
            "datasets/media/one.png", "1",
            "datasets/media/deep/two.png", "2",
            "datasets/c.jsonl", "c",
            "secret.txt", "s");
    Files.createDirectories(folder.resolve("datasets"));
    Files.writeString(folder.resolve("datasets/overridden.jsonl"), "mine");
    try (URLClassLoader jar = jar(entries)) {
      files(jar).config(DEFAULT, properties);
    }
    assertThat(all())
        .containsExactlyInAnyOrder(
            "datasets/a.jsonl",
            "datasets/overridden.jsonl",
            "src/test/resources/datasets/media/one.png",
            "src/test/resources/datasets/media/deep/two.png");
    assertThat(folder.resolve("datasets/overridden.jsonl")).hasContent("mine");
  }

  @Test
  void aPackagedBatchRunsInAnEmptyFolder() throws Exception {
    String config =
        """
        base_url: embedded
        model: m
        tokenizer: server
        dataset_name: custom
        dataset_path: datasets/rows.jsonl
        custom_output_len: 4
        skip_chat_template: true
        disable_shuffle: true
        concurrency_prompts: [[1, 2]]
        client_warmup: false
        """;
    Path work = Files.createDirectories(folder.resolve("work"));
    jar(Map.of("config.yaml", config, "datasets/rows.jsonl", ROWS)).close();
    List<String> path = new ArrayList<>();
    path.add(folder.resolve("packaged.jar").toString());
    for (String part : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      path.add(Path.of(part).toAbsolutePath().toString());
    }
    Path log = folder.resolve("log.txt");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-cp",
                String.join(File.pathSeparator, path),
                "io.gatling.app.Gatling",
                "-s",
                "simulations.ServingBenchmark",
                "-rf",
                "gatling")
            .directory(work.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    if (!process.waitFor(120, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
    assertThat(process.exitValue()).as(Files.readString(log)).isZero();
    assertThat(work.resolve("datasets/rows.jsonl")).hasContent(ROWS);
    try (Stream<Path> results = Files.list(work.resolve("results"))) {
      assertThat(results.map(file -> file.getFileName() + ""))
          .anyMatch(name -> name.startsWith("bench_") && name.endsWith(".json"));
    }
  }

  private PackagedFiles files(ClassLoader loader) {
    return new PackagedFiles(folder, loader, new PrintStream(out, true, StandardCharsets.UTF_8));
  }

  /** Files below the folder, but for the jar. */
  private List<String> all() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .filter(name -> !name.equals("packaged.jar"))
          .toList();
    }
  }

  private URLClassLoader jar(Map<String, String> entries) throws IOException {
    Path file = folder.resolve("packaged.jar");
    try (OutputStream bytes = Files.newOutputStream(file);
        JarOutputStream jar = new JarOutputStream(bytes)) {
      for (Map.Entry<String, String> entry : entries.entrySet()) {
        jar.putNextEntry(new JarEntry(entry.getKey()));
        jar.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
        jar.closeEntry();
      }
    }
    return new URLClassLoader(new URL[] {file.toUri().toURL()}, null);
  }
}
