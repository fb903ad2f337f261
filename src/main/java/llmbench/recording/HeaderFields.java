// SPDX-License-Identifier: Apache-2.0
package llmbench.recording;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values of a header line. */
final class HeaderFields implements RecordDecoder.Fields {
  private final List<String> missing =
      new ArrayList<>(List.of("format", "version", "case", "anchor_epoch_ms", "num_prompts"));

  private String format = "";
  private int version;
  private String caseName = "";
  private long anchorEpochMillis;
  private @Nullable Long anchorNanos;
  private int numPrompts;
  private Map<String, Object> context = Map.of();

  @Override
  public void accept(String key, JsonParser json) throws IOException {
    missing.remove(key);
    switch (key) {
      case "format" -> format = RecordDecoder.readString(key, json);
      case "version" -> version = RecordDecoder.readInt(key, json);
      case "case" -> caseName = RecordDecoder.readString(key, json);
      case "anchor_epoch_ms" -> anchorEpochMillis = RecordDecoder.readLong(key, json);
      case "anchor_nanos" -> anchorNanos = RecordDecoder.readLong(key, json);
      case "num_prompts" -> numPrompts = RecordDecoder.readInt(key, json);
      case "context" -> context = JsonValues.readMap(key, json);
      default -> json.skipChildren();
    }
  }

  /** Looks at format and version first: a newer header may lack the rest. */
  RecordHeader toHeader() {
    if (!format.equals(RecordEncoder.FORMAT)) {
      throw new IllegalArgumentException(
          "no header of a record file: expected \"format\":\"" + RecordEncoder.FORMAT + "\"");
    }
    if (version > RecordHeader.FORMAT_VERSION) {
      throw new IllegalArgumentException(
          "format version "
              + version
              + ", but this llmbench reads up to "
              + RecordHeader.FORMAT_VERSION
              + ": use the llmbench that wrote it, or a newer one");
    }
    if (version < RecordHeader.FIRST_VERSION && !missing.contains("version")) {
      throw new IllegalArgumentException("no such format version: " + version);
    }
    if (!missing.isEmpty()) {
      throw RecordDecoder.missing(missing);
    }
    if (anchorNanos == null && version > RecordHeader.FIRST_VERSION) {
      throw RecordDecoder.missing(List.of("anchor_nanos"));
    }
    return new RecordHeader(version, caseName, anchorEpochMillis, anchorNanos, numPrompts, context);
  }
}
