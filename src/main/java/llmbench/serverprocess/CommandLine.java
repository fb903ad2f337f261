// SPDX-License-Identifier: Apache-2.0
package llmbench.serverprocess;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Splits a command line into words as a POSIX shell does, without its other powers: no variables,
 * no patterns, no pipes. The rules are those of Python's {@code shlex.split}, which vLLM uses.
 */
public final class CommandLine {
  private static final String BLANKS = " \t\r\n";
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

  private final String text;
  private final List<String> words = new ArrayList<>();
  private @Nullable StringBuilder word;
  private int at;

  private CommandLine(String text) {
    this.text = text;
  }

  /**
   * The words; empty for a blank text.
   *
   * @throws IllegalArgumentException if a quote is not closed or a backslash stands last; the
   *     message says so
   */
  public static List<String> split(String text) {
    CommandLine line = new CommandLine(text);
    while (line.at < text.length()) {
      line.step(text.charAt(line.at++));
    }
    line.endWord();
    return line.words;
  }

  /** A line that {@link #split} and a shell take for these words (Python: {@code shlex.join}). */
  public static String join(List<String> words) {
    return words.stream().map(CommandLine::quoted).collect(Collectors.joining(" "));
  }

  private static String quoted(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\"'\"'") + "'";
  }

  private void step(char c) {
    if (BLANKS.indexOf(c) >= 0) {
      endWord();
    } else if (c == '\'') {
      int end = text.indexOf('\'', at);
      word().append(text, at, closed(end));
      at = end + 1;
    } else if (c == '"') {
      doubleQuoted();
    } else if (c == '\\') {
      word().append(escaped());
    } else {
      word().append(c);
    }
  }

  private void doubleQuoted() {
    StringBuilder quoted = word();
    while (true) {
      if (at == text.length()) {
        closed(-1);
      }
      char c = text.charAt(at++);
      if (c == '"') {
        return;
      }
      if (c == '\\') {
        char next = escaped();
        quoted.append(next == '"' || next == '\\' ? "" : "\\").append(next);
      } else {
        quoted.append(c);
      }
    }
  }

  private char escaped() {
    if (at == text.length()) {
      throw new IllegalArgumentException("a character after the last \\");
    }
    return text.charAt(at++);
  }

  private static int closed(int end) {
    if (end < 0) {
      throw new IllegalArgumentException("a closing quote");
    }
    return end;
  }

  private StringBuilder word() {
    if (word == null) {
      word = new StringBuilder();
    }
    return word;
  }

  private void endWord() {
    if (word != null) {
      words.add(word.toString());
      word = null;
    }
  }
}
