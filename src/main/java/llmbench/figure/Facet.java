// SPDX-License-Identifier: Apache-2.0
package llmbench.figure;

import java.util.List;

/**
 * One chart of a picture.
 *
 * @param row its place from the top, from 0
 * @param column its place from the left, from 0
 * @param title lines such as {@code max_num_seqs=8}; empty without rows and columns
 * @param curves may be empty
 */
record Facet(int row, int column, List<String> title, List<Curve> curves) {}
