// SPDX-License-Identifier: Apache-2.0
package llmbench.metrics;

import java.util.Arrays;

/** Numbers one after another, without a box for each. */
final class Column {
  private static final int FIRST_SIZE = 64;

  private double[] values = new double[FIRST_SIZE];
  private int size;

  void add(double value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
    }
    values[size++] = value;
  }

  double get(int i) {
    return values[i];
  }

  int size() {
    return size;
  }

  double[] toArray() {
    return Arrays.copyOf(values, size);
  }
}
