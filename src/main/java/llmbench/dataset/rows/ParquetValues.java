// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset.rows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.function.Consumer;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.EnumLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.JsonLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.jspecify.annotations.Nullable;

/** A value of a Parquet file as JSON; bytes that are no text stay bytes. */
final class ParquetValues extends PrimitiveConverter {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Consumer<JsonNode> to;
  private final boolean text;
  private final @Nullable DecimalLogicalTypeAnnotation decimal;

  ParquetValues(PrimitiveType type, Consumer<JsonNode> to) {
    this.to = to;
    LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
    this.text =
        logical instanceof StringLogicalTypeAnnotation
            || logical instanceof EnumLogicalTypeAnnotation
            || logical instanceof JsonLogicalTypeAnnotation;
    this.decimal = logical instanceof DecimalLogicalTypeAnnotation it ? it : null;
  }

  @Override
  public void addBinary(Binary value) {
    if (text) {
      to.accept(NODES.textNode(value.toStringUsingUTF8()));
    } else if (decimal != null) {
      scaled(new BigInteger(value.getBytes()), decimal);
    } else {
      to.accept(NODES.binaryNode(value.getBytes()));
    }
  }

  @Override
  public void addInt(int value) {
    if (decimal == null) {
      to.accept(NODES.numberNode(value));
    } else {
      scaled(BigInteger.valueOf(value), decimal);
    }
  }

  @Override
  public void addLong(long value) {
    if (decimal == null) {
      to.accept(NODES.numberNode(value));
    } else {
      scaled(BigInteger.valueOf(value), decimal);
    }
  }

  private void scaled(BigInteger unscaled, DecimalLogicalTypeAnnotation type) {
    to.accept(NODES.numberNode(new BigDecimal(unscaled, type.getScale())));
  }

  @Override
  public void addBoolean(boolean value) {
    to.accept(NODES.booleanNode(value));
  }

  @Override
  public void addFloat(float value) {
    to.accept(NODES.numberNode(value));
  }

  @Override
  public void addDouble(double value) {
    to.accept(NODES.numberNode(value));
  }
}
