// SPDX-License-Identifier: Apache-2.0
package llmbench.sweep;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.PrettyPrinter;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.core.util.Separators.Spacing;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON as Python's module {@code json} reads and writes it: byte for byte, NaN and all. */
final class PythonJson {
  private static final int DELETE = 0x7f;

  static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE)
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .build();

  private PythonJson() {}

  /**
   * The value in a file, in any of JSON's encodings.
   *
   * @throws com.fasterxml.jackson.core.JsonProcessingException if it is not one whole JSON value
   * @throws IOException if it cannot be read
   */
  static JsonNode read(Path file) throws IOException {
    // Not from the file itself: its path would be in the message of a mistake.
    return MAPPER.readTree(Files.readAllBytes(file));
  }

  /** {@code json.dump(value, out, indent=indent)}. */
  static void write(JsonNode value, int indent, OutputStream out) throws IOException {
    try (JsonGenerator json = MAPPER.createGenerator(out)) {
      write(value, json, indented(indent));
    }
  }

  /** {@code json.dumps(value)}, on one line. */
  static String line(JsonNode value) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = MAPPER.createGenerator(text)) {
      write(value, json, new OneLine());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void write(JsonNode value, JsonGenerator json, PrettyPrinter printer)
      throws IOException {
    json.setPrettyPrinter(printer);
    json.setCharacterEscapes(new Escapes());
    json.setHighestNonEscapedChar(DELETE);
    value(value, json);
    json.flush();
  }

  private static void value(JsonNode value, JsonGenerator json) throws IOException {
    if (value.isObject()) {
      json.writeStartObject();
      for (Map.Entry<String, JsonNode> member : value.properties()) {
        json.writeFieldName(member.getKey());
        value(member.getValue(), json);
      }
      json.writeEndObject();
    } else if (value.isArray()) {
      json.writeStartArray();
      for (JsonNode item : value) {
        value(item, json);
      }
      json.writeEndArray();
    } else if (value.isFloatingPointNumber()) {
      json.writeRawValue(number(value.doubleValue()));
    } else if (value.isTextual()) {
      json.writeString(value.textValue());
    } else {
      json.writeRawValue(value.isMissingNode() ? "null" : value.toString());
    }
  }

  private static String number(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    } else if (Double.isInfinite(value)) {
      return value > 0 ? "Infinity" : "-Infinity";
    }
    return PythonText.number(value);
  }

  private static PrettyPrinter indented(int spaces) {
    DefaultIndenter lines = new DefaultIndenter(" ".repeat(spaces), "\n");
    return new DefaultPrettyPrinter(
            Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Spacing.AFTER)
                .withObjectEmptySeparator("")
                .withArrayEmptySeparator(""))
        .withObjectIndenter(lines)
        .withArrayIndenter(lines);
  }

  /** JSON's own and the delete character; what is not ASCII is escaped besides. */
  private static final class Escapes extends CharacterEscapes {
    private static final long serialVersionUID = 1;

    @Override
    public int[] getEscapeCodesForAscii() {
      int[] codes = standardAsciiEscapesForJSON();
      codes[DELETE] = ESCAPE_STANDARD;
      return codes;
    }

    @Override
    public @Nullable SerializableString getEscapeSequence(int character) {
      return null;
    }
  }

  /** A space after each comma and colon. */
  private static final class OneLine extends MinimalPrettyPrinter {
    private static final long serialVersionUID = 1;

    @Override
    public void writeObjectFieldValueSeparator(JsonGenerator json) throws IOException {
      json.writeRaw(": ");
    }

    @Override
    public void writeObjectEntrySeparator(JsonGenerator json) throws IOException {
      json.writeRaw(", ");
    }

    @Override
    public void writeArrayValueSeparator(JsonGenerator json) throws IOException {
      json.writeRaw(", ");
    }
  }
}
