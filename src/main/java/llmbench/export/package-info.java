// SPDX-License-Identifier: Apache-2.0
/**
 * Further forms of what a run left: from record files and results to Parquet, DuckDB and the
 * records of PyTorch's benchmark database, and to a tracking server. What is written stands in
 * {@code docs/export.md}. DuckDB's driver and MLflow's client are artifacts apart.
 */
@NullMarked
package llmbench.export;

import org.jspecify.annotations.NullMarked;
