// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset.hf;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import llmbench.dataset.JsonPlace;
import llmbench.dataset.rows.RowFile;
import org.junit.jupiter.api.Test;

/** Images have the pixels that vLLM encodes: of each mode and format ({@code hub_samples.py}). */
class PicturesTest {
  private static final Path FOLDER = Path.of("src/test/resources/datasets");
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void pixelsAreVllms() throws IOException, NoSuchAlgorithmException {
    List<JsonNode> expected = new ArrayList<>();
    for (String line : Files.readAllLines(FOLDER.resolve("goldens/hf-pixels.jsonl"))) {
      expected.add(JSON.readTree(line));
    }
    List<JsonNode> made = new ArrayList<>();
    try (RowFile.Open rows =
        RowFile.of(FOLDER.resolve("hub/Lin-Chen/MMStar/mmstar.parquet")).open()) {
      for (Optional<JsonPlace> row = rows.next(); row.isPresent(); row = rows.next()) {
        JsonPlace image = row.get().at("image");
        made.add(summary(Pictures.pixels(image, image.at("bytes").node().binaryValue())));
      }
    }
    assertThat(made).hasSize(10).isEqualTo(expected);
  }

  private static JsonNode summary(BufferedImage image) throws NoSuchAlgorithmException {
    byte[] bytes = new byte[image.getWidth() * image.getHeight() * 3];
    int at = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        for (int shift = 16; shift >= 0; shift -= 8) {
          bytes[at++] = (byte) (image.getRGB(x, y) >> shift);
        }
      }
    }
    return JSON.createArrayNode()
        .add(image.getWidth())
        .add(image.getHeight())
        .add(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
  }
}
