// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A value of a data set's file with its place, for messages such as {@code sharegpt.json:1
 * [3].conversations: expected a list, found a string}.
 *
 * @param row the file and line
 * @param path where in the row; empty for the row itself
 * @param node the value; a missing node where there is none
 */
public record JsonPlace(String row, String path, JsonNode node) {

  /** A member. */
  public JsonPlace at(String key) {
    return new JsonPlace(row, path.isEmpty() ? key : path + "." + key, node.path(key));
  }

  /** An item. */
  public JsonPlace at(int index) {
    return new JsonPlace(row, path + "[" + index + "]", node.path(index));
  }

  /** Whether there is a value other than null. */
  public boolean present() {
    return !node.isMissingNode() && !node.isNull();
  }

  /**
   * A text.
   *
   * @throws DatasetException if it is none
   */
  public String text() {
    if (!node.isTextual()) {
      throw unexpected("a string");
    }
    return node.textValue();
  }

  /**
   * A whole number, which JSON may write as 12, 12.0 or "12", as vLLM's {@code int} takes it.
   *
   * @throws DatasetException if it is none, or less than the least
   */
  public int wholeNumber(int least) {
    double value = node.isNumber() ? node.doubleValue() : ofText();
    if (value < least || value > Integer.MAX_VALUE || value != Math.rint(value)) {
      throw unexpected("an integer ≥ " + least);
    }
    return (int) value;
  }

  private double ofText() {
    try {
      return node.isTextual() ? Integer.parseInt(node.textValue().strip()) : -1.5;
    } catch (NumberFormatException e) {
      return -1.5;
    }
  }

  /**
   * A number.
   *
   * @throws DatasetException if it is none, or negative
   */
  public double number() {
    if (!node.isNumber() || !(node.doubleValue() >= 0)) {
      throw unexpected("a number ≥ 0");
    }
    return node.doubleValue();
  }

  /**
   * A list of at least so many items.
   *
   * @throws DatasetException if it is none
   */
  public JsonPlace list(int least) {
    if (!node.isArray()) {
      throw unexpected("a list");
    }
    if (node.size() < least) {
      throw unexpected("a list of at least " + least, "one of " + node.size());
    }
    return this;
  }

  /** What to throw where something else was expected. */
  public DatasetException unexpected(String expected) {
    return unexpected(expected, found());
  }

  /** The same where something better can be said of what was found. */
  public DatasetException unexpected(String expected, String found) {
    return new DatasetException(
        row + (path.isEmpty() ? "" : " " + path) + ": expected " + expected + ", found " + found);
  }

  private String found() {
    return switch (node.getNodeType()) {
      case ARRAY -> "a list";
      case OBJECT -> "an object";
      case STRING -> "a string";
      case MISSING -> "nothing";
      case NUMBER, BOOLEAN, NULL -> node.asText();
      case BINARY, POJO -> "something else";
    };
  }
}
