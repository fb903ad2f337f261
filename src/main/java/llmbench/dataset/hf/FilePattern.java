// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset.hf;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A pattern of file names below a data set's folder, as the {@code datasets} library takes it
 * ({@code data_files.py}, {@code resolve_pattern}): {@code **} stands for any folders, {@code *}
 * and {@code ?} for parts of a name, {@code [..]} for one of some characters. Hidden files and
 * folders, and folders whose names begin with {@code __}, match only where the pattern names them.
 */
final class FilePattern {
  private final Pattern regex;
  private final long hidden;
  private final long special;

  FilePattern(String glob) {
    String pattern = glob.startsWith("./") ? glob.substring(2) : glob;
    this.regex = Pattern.compile(regex(pattern));
    this.hidden = hidden(pattern);
    this.special = special(pattern);
  }

  /** Those of the files that match, in the order of their names. */
  List<String> of(List<String> files) {
    return files.stream().filter(this::matches).sorted().toList();
  }

  private boolean matches(String file) {
    return regex.matcher(file).matches() && hidden(file) == hidden && special(file) == special;
  }

  private static long hidden(String path) {
    return Stream.of(path.split("/", -1))
        .filter(part -> part.startsWith(".") && !part.matches("\\.+"))
        .count();
  }

  private static long special(String path) {
    int end = path.lastIndexOf('/');
    return end < 0
        ? 0
        : Stream.of(path.substring(0, end).split("/", -1)).filter(p -> p.startsWith("__")).count();
  }

  private static String regex(String glob) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      if (glob.startsWith("**/", i)) {
        regex.append("(?:.*/)?");
        i += 2;
      } else if (glob.startsWith("**", i)) {
        regex.append(".*");
        i++;
      } else if (c == '*') {
        regex.append("[^/]*");
      } else if (c == '?') {
        regex.append("[^/]");
      } else if (c == '[' && glob.indexOf(']', i + 1) > i) {
        int end = glob.indexOf(']', i + 1);
        String set = glob.substring(i + 1, end).replace("\\", "\\\\").replace("[", "\\[");
        regex.append('[').append(set.startsWith("!") ? "^" + set.substring(1) : set).append(']');
        i = end;
      } else {
        regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return regex.toString();
  }
}
