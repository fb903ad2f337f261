// SPDX-License-Identifier: Apache-2.0
package llmbench.plan;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A form that results are written in beside their own. */
public enum ExportFormat {
  /** Tables of all requests and all results. */
  PARQUET,
  /** The records of PyTorch's benchmark database, as vLLM writes them. */
  PYTORCH,
  /** The same tables in a DuckDB database; its driver is an artifact apart. */
  DUCKDB,
  /** A run of MLflow for each result; its client is an artifact apart. */
  MLFLOW;

  /** The name in a configuration. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** All names. */
  public static List<String> keys() {
    return Arrays.stream(values()).map(ExportFormat::key).toList();
  }

  /** The one of that name. */
  public static Optional<ExportFormat> of(String key) {
    return Arrays.stream(values()).filter(each -> each.key().equals(key)).findFirst();
  }
}
