// SPDX-License-Identifier: Apache-2.0
package llmbench.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import llmbench.results.NaturalOrder;

/**
 * A result, ours or vLLM's, and the file that it stands in, perhaps with others under one another.
 */
record ResultDocument(Path file, ObjectNode members) {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  /**
   * The results directly in a folder, in the natural order of their files' names.
   *
   * @param skipped takes a sentence for each file that is no JSON
   * @throws IOException if the folder cannot be read
   */
  static List<ResultDocument> all(Path folder, List<String> skipped) throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, "*.json")) {
      entries.forEach(files::add);
    } catch (IOException e) {
      throw new IOException("cannot read folder " + folder, e);
    }
    files.removeIf(file -> String.valueOf(file.getFileName()).startsWith("."));
    files.sort(Comparator.comparing(file -> file.getFileName().toString(), NaturalOrder.INSTANCE));
    List<ResultDocument> results = new ArrayList<>();
    for (Path file : files) {
      try (MappingIterator<JsonNode> documents =
          MAPPER.readerFor(JsonNode.class).readValues(file.toFile())) {
        while (documents.hasNextValue()) {
          JsonNode document = documents.nextValue();
          if (document instanceof ObjectNode members
              && members.has("duration")
              && members.has("completed")
              && members.has("request_throughput")) {
            results.add(new ResultDocument(file, members));
          }
        }
      } catch (JsonProcessingException e) {
        skipped.add(file + " is not JSON, or not to its end");
      } catch (IOException e) {
        skipped.add(file + " cannot be read: " + e.getMessage());
      }
    }
    return results;
  }
}
