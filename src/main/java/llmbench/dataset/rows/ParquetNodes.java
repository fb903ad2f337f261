// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset.rows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation.ListLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * Makes a JSON object of each record of a Parquet file: structs are objects, lists are arrays, and
 * what is absent is null. Lists as Parquet's {@code LogicalTypes.md} has them, the older forms
 * among them.
 */
final class ParquetNodes extends RecordMaterializer<ObjectNode> {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Struct root;
  private ObjectNode record = NODES.objectNode();

  ParquetNodes(MessageType schema) {
    this.root = new Struct(schema, made -> record = (ObjectNode) made);
  }

  @Override
  public ObjectNode getCurrentRecord() {
    return record;
  }

  @Override
  public GroupConverter getRootConverter() {
    return root;
  }

  private static Converter converter(Type type, Consumer<JsonNode> to) {
    if (type.isPrimitive()) {
      return new ParquetValues(type.asPrimitiveType(), to);
    }
    GroupType group = type.asGroupType();
    boolean single =
        group.getFieldCount() == 1 && group.getType(0).isRepetition(Type.Repetition.REPEATED);
    if (single && group.getLogicalTypeAnnotation() instanceof ListLogicalTypeAnnotation) {
      return new Items(group, to);
    }
    if (single && group.getLogicalTypeAnnotation() instanceof MapLogicalTypeAnnotation) {
      return new Entries(group, to);
    }
    return new Struct(group, to);
  }

  /** A struct, or the record itself. */
  private static final class Struct extends GroupConverter {
    private final GroupType type;
    private final Converter[] fields;
    private final Consumer<JsonNode> to;
    private ObjectNode made = NODES.objectNode();

    Struct(GroupType type, Consumer<JsonNode> to) {
      this.type = type;
      this.to = to;
      this.fields = new Converter[type.getFieldCount()];
      for (int i = 0; i < fields.length; i++) {
        String name = type.getFieldName(i);
        fields[i] =
            converter(
                type.getType(i),
                type.getType(i).isRepetition(Type.Repetition.REPEATED)
                    ? item -> ((ArrayNode) made.get(name)).add(item)
                    : value -> made.set(name, value));
      }
    }

    @Override
    public Converter getConverter(int field) {
      return fields[field];
    }

    @Override
    public void start() {
      made = NODES.objectNode();
      for (Type field : type.getFields()) {
        made.set(
            field.getName(),
            field.isRepetition(Type.Repetition.REPEATED) ? NODES.arrayNode() : NODES.nullNode());
      }
    }

    @Override
    public void end() {
      to.accept(made);
    }
  }

  /** A list: a group of one repeated field. */
  private static final class Items extends GroupConverter {
    private final Converter repeated;
    private final Consumer<JsonNode> to;
    private ArrayNode made = NODES.arrayNode();

    Items(GroupType list, Consumer<JsonNode> to) {
      this.to = to;
      Type item = list.getType(0);
      boolean wrapped =
          !item.isPrimitive()
              && item.asGroupType().getFieldCount() == 1
              && !item.getName().equals("array")
              && !item.getName().equals(list.getName() + "_tuple");
      this.repeated =
          wrapped
              ? new Wrapped(item.asGroupType(), value -> made.add(value))
              : converter(item, value -> made.add(value));
    }

    @Override
    public Converter getConverter(int field) {
      return repeated;
    }

    @Override
    public void start() {
      made = NODES.arrayNode();
    }

    @Override
    public void end() {
      to.accept(made);
    }
  }

  /** An item of a list in the group that lets it be null. */
  private static final class Wrapped extends GroupConverter {
    private final Converter item;
    private final Consumer<JsonNode> to;
    private JsonNode value = NullNode.getInstance();

    Wrapped(GroupType group, Consumer<JsonNode> to) {
      this.to = to;
      this.item = converter(group.getType(0), made -> value = made);
    }

    @Override
    public Converter getConverter(int field) {
      return item;
    }

    @Override
    public void start() {
      value = NullNode.getInstance();
    }

    @Override
    public void end() {
      to.accept(value);
    }
  }

  /** A map: an object with the keys as texts. */
  private static final class Entries extends GroupConverter {
    private final Struct entry;
    private final Consumer<JsonNode> to;
    private ObjectNode made = NODES.objectNode();

    Entries(GroupType map, Consumer<JsonNode> to) {
      this.to = to;
      GroupType pair = map.getType(0).asGroupType();
      String key = pair.getFieldName(0);
      String value = pair.getFieldCount() > 1 ? pair.getFieldName(1) : key;
      this.entry = new Struct(pair, both -> made.set(both.get(key).asText(), both.get(value)));
    }

    @Override
    public Converter getConverter(int field) {
      return entry;
    }

    @Override
    public void start() {
      made = NODES.objectNode();
    }

    @Override
    public void end() {
      to.accept(made);
    }
  }
}
