// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A binary answer of a pooling API as the JSON that it stands for: what its header says of it, or,
 * where there is no such header, only that it holds something. The bytes themselves are not read.
 */
final class PoolingBytes {
  private PoolingBytes() {}

  /**
   * The JSON.
   *
   * @param header the header's text, JSON; null if there was none
   * @param bytes how many bytes came
   */
  static byte[] json(@Nullable String header, int bytes) {
    String data = bytes > 0 ? "[0]" : "[]";
    return (header == null ? "{\"data\":" + data + "}" : header).getBytes(StandardCharsets.UTF_8);
  }
}
