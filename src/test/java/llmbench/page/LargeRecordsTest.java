// SPDX-License-Identifier: Apache-2.0
package llmbench.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page's memory does not grow with its records. Larger ones than the default are made by {@code
 * mvn test -Dtest=LargeRecordsTest -Dpage.requests=1000000 -Dpage.heap=64m}.
 */
class LargeRecordsTest {
  private static final int REQUESTS = Integer.getInteger("page.requests", 40_000);
  private static final String HEAP = System.getProperty("page.heap", "32m");

  @TempDir private Path folder;

  @Test
  void recordsLargerThanTheHeapMakeAPage() throws Exception {
    CaseFiles files =
        new MadeBatch(folder).failing(50, "no capacity").add(64, 64, 8, REQUESTS).files().get(0);
    long bytes = Files.size(files.records());
    assertThat(bytes).as("more than the heap").isGreaterThan(32_000_000);
    String said = alone(files);
    System.out.println(REQUESTS + " requests, records of " + bytes / 1_000_000 + " MB: " + said);
    assertThat(said).contains("page in ");
    Path page = folder.resolve(BatchPage.FILE_NAME);
    assertThat(Files.size(page)).isLessThan(3_000_000);
    assertThat(
            BatchPageTest.data(Files.readString(page))
                .path("cases")
                .get(0)
                .path("requests")
                .asInt())
        .isEqualTo(REQUESTS);
  }

  private static String alone(CaseFiles files) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + HEAP,
                "-cp",
                System.getProperty("java.class.path"),
                PageAlone.class.getName(),
                files.result().toString(),
                files.records().toString())
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said.strip();
  }
}
