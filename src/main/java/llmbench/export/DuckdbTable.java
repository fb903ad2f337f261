// SPDX-License-Identifier: Apache-2.0
package llmbench.export;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One table of a database: made by its first rows, and made wider by later ones that have further
 * columns or values of a wider type.
 */
final class DuckdbTable {
  private static final String TEXT = "VARCHAR";

  private final Statement sql;
  private final String name;
  private final String key;

  /**
   * @param key the column of the rows that belong together
   */
  DuckdbTable(Statement sql, String name, String key) {
    this.sql = sql;
    this.name = "llmbench.main." + identifier(name);
    this.key = identifier(key);
  }

  /** Puts the rows of a Parquet file in place of those that have the same keys. */
  void replace(Path parquet) throws SQLException {
    String rows = "read_parquet(" + quoted(parquet.toString()) + ")";
    sql.execute("CREATE TABLE IF NOT EXISTS " + name + " AS SELECT * FROM " + rows + " LIMIT 0");
    Map<String, String> have = columns(name);
    for (Map.Entry<String, String> column : columns(rows).entrySet()) {
      String type = have.get(column.getKey());
      String wide = type == null ? column.getValue() : wider(type, column.getValue());
      if (type == null) {
        alter("ADD COLUMN " + identifier(column.getKey()) + " " + wide);
      } else if (!type.equals(wide)) {
        alter("ALTER COLUMN " + identifier(column.getKey()) + " SET DATA TYPE " + wide);
      }
    }
    sql.execute(
        "DELETE FROM " + name + " WHERE " + key + " IN (SELECT " + key + " FROM " + rows + ")");
    sql.execute("INSERT INTO " + name + " BY NAME SELECT * FROM " + rows);
  }

  private void alter(String change) throws SQLException {
    sql.execute("ALTER TABLE " + name + " " + change);
  }

  /** What both types' values are; no value is changed by it but in how it is written. */
  private static String wider(String one, String other) {
    if (one.equals(other)) {
      return one;
    }
    boolean numbers = number(one) && number(other);
    return numbers ? "DOUBLE" : TEXT;
  }

  private static boolean number(String type) {
    return type.equals("BIGINT") || type.equals("DOUBLE") || type.equals("INTEGER");
  }

  private Map<String, String> columns(String relation) throws SQLException {
    Map<String, String> columns = new LinkedHashMap<>();
    try (ResultSet found = sql.executeQuery("DESCRIBE SELECT * FROM " + relation)) {
      while (found.next()) {
        columns.put(found.getString(1), found.getString(2));
      }
    }
    return columns;
  }

  private static String identifier(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** As a text of SQL. */
  static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
