// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** What the readers of a data set's file have in common: its parser and its words for failure. */
final class DatasetFile {
  /** Longer texts than these characters in one value are refused rather than held in memory. */
  private static final int LONGEST_TEXT = 256 << 20;

  static final ObjectMapper JSON =
      new ObjectMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder().maxStringLength(LONGEST_TEXT).build())
              .build());

  private final Path path;
  private final String name;

  DatasetFile(Path path) {
    this.path = path;
    this.name = String.valueOf(path.getFileName());
  }

  Path path() {
    return path;
  }

  /** The file's name and a line, as messages begin. */
  String row(int line) {
    return name + ":" + line;
  }

  /** The value that begins at that byte. */
  JsonNode valueAt(FileChannel file, long offset, int line) throws IOException {
    file.position(offset);
    try (JsonParser parser = JSON.createParser(Channels.newInputStream(file))) {
      parser.disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
      return JSON.readTree(parser);
    } catch (JsonProcessingException e) {
      throw broken(line, e);
    }
  }

  /** Text that is no JSON, at a line. */
  DatasetException broken(int line, JsonProcessingException why) {
    return new DatasetException(
        row(line) + ": expected JSON in UTF-8, found " + why.getOriginalMessage(), why);
  }

  /** The file cannot be read. */
  DatasetException unreadable(IOException why) {
    return new DatasetException(
        "dataset_path: expected a readable file, found " + path + ": " + why.getMessage(), why);
  }

  /** Nothing in the file can be used. */
  DatasetException empty(String wanted) {
    return new DatasetException(name + ":1: expected " + wanted + ", found none");
  }
}
