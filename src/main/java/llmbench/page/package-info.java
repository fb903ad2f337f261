// SPDX-License-Identifier: Apache-2.0

/**
 * {@code report.html}: a batch as one page, made of its result files, records and readings of the
 * server, and of nothing else. What is shown is gathered as plain values ({@link
 * llmbench.page.ChartCase} for charts, maps for the template) and written by {@link
 * llmbench.page.BatchPage}. {@link llmbench.page.ComparisonPage} does the same for a comparison.
 * How it looks is in the resources beside this package.
 */
@NullMarked
package llmbench.page;

import org.jspecify.annotations.NullMarked;
