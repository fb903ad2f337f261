// SPDX-License-Identifier: Apache-2.0
package llmbench.results;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Locale;

/** Says why an I/O call failed; the JDK's messages are often a bare path. */
final class IoReason {
  private IoReason() {}

  static String of(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof FileNotFoundException && e.getMessage() != null) {
      // "/a/b.json (Permission denied)"
      String message = e.getMessage();
      int reason = message.lastIndexOf('(');
      return reason > 0 && message.endsWith(")")
          ? message.substring(reason + 1, message.length() - 1).toLowerCase(Locale.ROOT)
          : message;
    }
    if (e instanceof NoSuchFileException) {
      return "no such file or directory";
    }
    if (e instanceof FileAlreadyExistsException) {
      return "a file is in the way";
    }
    if (e instanceof NotDirectoryException) {
      return "not a directory";
    }
    if (e instanceof FileSystemException fileSystem && fileSystem.getReason() != null) {
      return fileSystem.getReason();
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
