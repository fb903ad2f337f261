// SPDX-License-Identifier: Apache-2.0
package llmbench.export;

import static org.apache.parquet.schema.LogicalTypeAnnotation.jsonType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BOOLEAN;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Types;

/**
 * Results as a table: a row for each, a column for each member that any of them has. A member that
 * is an object, as {@code llmbench}, is JSON; arrays, which are those of requests, are left out.
 * The column {@code file} names the result's file, {@code case} the case, as in the table of
 * requests; null in a file of vLLM's.
 */
final class ResultTable {
  private static final String FILE = "file";
  private static final String CASE = "case";
  private static final Set<String> OWN = Set.of(FILE, CASE);

  /** What a column's values have in common; later ones hold what earlier ones do. */
  private enum Kind {
    BOOLEAN_VALUE,
    INTEGER,
    NUMBER,
    TEXT,
    JSON
  }

  private ResultTable() {}

  /**
   * Writes the table.
   *
   * @throws IOException naming the file, if it could not be written
   */
  static void write(List<ResultDocument> results, Path to) throws IOException {
    Map<String, Kind> columns = columns(results);
    MessageType type = type(columns);
    ParquetFile.write(
        to,
        type,
        sink -> {
          for (ResultDocument result : results) {
            sink.add(row(type, columns, result));
          }
        });
  }

  private static Map<String, Kind> columns(List<ResultDocument> results) {
    Map<String, Kind> columns = new LinkedHashMap<>();
    for (ResultDocument result : results) {
      for (Map.Entry<String, JsonNode> member : result.members().properties()) {
        JsonNode value = member.getValue();
        if (!value.isNull() && !value.isArray() && !OWN.contains(member.getKey())) {
          columns.merge(member.getKey(), kind(value), ResultTable::both);
        }
      }
    }
    return columns;
  }

  private static Kind kind(JsonNode value) {
    if (value.isObject()) {
      return Kind.JSON;
    }
    if (value.isBoolean()) {
      return Kind.BOOLEAN_VALUE;
    }
    if (value.isNumber()) {
      return value.isIntegralNumber() && value.canConvertToLong() ? Kind.INTEGER : Kind.NUMBER;
    }
    return Kind.TEXT;
  }

  private static Kind both(Kind one, Kind other) {
    if (one == other) {
      return one;
    }
    boolean numbers =
        (one == Kind.INTEGER || one == Kind.NUMBER)
            && (other == Kind.INTEGER || other == Kind.NUMBER);
    return numbers ? Kind.NUMBER : Kind.TEXT;
  }

  private static MessageType type(Map<String, Kind> columns) {
    Types.MessageTypeBuilder type = Types.buildMessage();
    type.required(BINARY).as(stringType()).named(FILE);
    type.optional(BINARY).as(stringType()).named(CASE);
    columns.forEach(
        (name, kind) -> {
          switch (kind) {
            case BOOLEAN_VALUE -> type.optional(BOOLEAN).named(name);
            case INTEGER -> type.optional(INT64).named(name);
            case NUMBER -> type.optional(DOUBLE).named(name);
            case TEXT -> type.optional(BINARY).as(stringType()).named(name);
            case JSON -> type.optional(BINARY).as(jsonType()).named(name);
          }
        });
    return type.named("result");
  }

  private static Group row(MessageType type, Map<String, Kind> columns, ResultDocument result) {
    Group row = new SimpleGroup(type);
    row.add(FILE, String.valueOf(result.file().getFileName()));
    JsonNode caseName = result.members().at("/llmbench/case/name");
    if (caseName.isTextual()) {
      row.add(CASE, caseName.textValue());
    }
    columns.forEach(
        (name, kind) -> {
          JsonNode value = result.members().path(name);
          if (value.isMissingNode() || value.isNull() || value.isArray()) {
            return;
          }
          switch (kind) {
            case BOOLEAN_VALUE -> row.add(name, value.booleanValue());
            case INTEGER -> row.add(name, value.longValue());
            case NUMBER -> row.add(name, value.doubleValue());
            case TEXT -> row.add(name, value.isTextual() ? value.textValue() : value.toString());
            case JSON -> row.add(name, value.toString());
          }
        });
    return row;
  }
}
