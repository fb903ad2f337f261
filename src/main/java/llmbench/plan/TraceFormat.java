// SPDX-License-Identifier: Apache-2.0
package llmbench.plan;

/** Whose trace it is. */
public enum TraceFormat {
  MOONCAKE(512),
  BAILIAN(16),
  AZURE(1),
  BURSTGPT(1);

  private final int blockSize;

  TraceFormat(int blockSize) {
    this.blockSize = blockSize;
  }

  /** Tokens that a hash stands for, where there are hashes. */
  public int blockSize() {
    return blockSize;
  }
}
