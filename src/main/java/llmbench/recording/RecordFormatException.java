// SPDX-License-Identifier: Apache-2.0
package llmbench.recording;

import java.io.IOException;

/**
 * A file is not what it should be; the message says where, what was found and what was expected.
 */
final class RecordFormatException extends IOException {
  private static final long serialVersionUID = 1L;

  RecordFormatException(String message) {
    super(message);
  }

  RecordFormatException(String message, Throwable cause) {
    super(message, cause);
  }
}
