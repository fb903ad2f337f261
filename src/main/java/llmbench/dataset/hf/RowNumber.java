// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset.hf;

/**
 * Where a row is.
 *
 * @param file number of its file, from 0
 * @param row its number in the file, from 0
 */
record RowNumber(int file, long row) {}
