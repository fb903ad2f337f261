// SPDX-License-Identifier: Apache-2.0
package llmbench.jinja;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A template's white space by the rules of Jinja's lexer with {@code trim_blocks} and {@code
 * lstrip_blocks}, worked out beforehand, since jinjava's differ: comments and the marks {@code -}
 * and {@code +} are gone afterwards.
 */
final class TemplateSource {
  private static final Pattern RAW_END =
      Pattern.compile("\\{%[-+]?\\s*endraw\\s*[-+]?%\\}", Pattern.DOTALL);
  private static final Pattern RAW = Pattern.compile("raw\\s*");

  private final String source;
  private final StringBuilder out = new StringBuilder();
  private int at;

  /** Whether what was written since the last tag is the beginning of a line of the source. */
  private boolean lineBegins = true;

  private TemplateSource(String source) {
    this.source = source;
  }

  /**
   * The template without marks.
   *
   * @throws JinjaException if a tag does not end
   */
  static String trimmed(String source) {
    TemplateSource template = new TemplateSource(source);
    template.read();
    return template.out.toString();
  }

  private void read() {
    while (at < source.length()) {
      int tag = nextTag(at);
      String text = source.substring(at, tag);
      if (tag == source.length()) {
        out.append(text);
        return;
      }
      char kind = source.charAt(tag + 1);
      char mark = tag + 2 < source.length() ? source.charAt(tag + 2) : ' ';
      out.append(before(text, kind, mark));
      int body = tag + 2 + (mark == '-' || (mark == '+' && kind != '{') ? 1 : 0);
      tag(kind, body);
    }
  }

  private int nextTag(int from) {
    for (int i = source.indexOf('{', from); i >= 0; i = source.indexOf('{', i + 1)) {
      if (i + 1 < source.length() && "{%#".indexOf(source.charAt(i + 1)) >= 0) {
        return i;
      }
    }
    return source.length();
  }

  /** The text before a tag, whose spaces may go. */
  private String before(String text, char kind, char mark) {
    if (mark == '-') {
      return PythonStrings.stripped(text, null, false, true);
    } else if (mark == '+' || kind == '{') {
      return text;
    }
    int line = text.lastIndexOf('\n') + 1;
    boolean begins = line > 0 || lineBegins;
    return begins && text.substring(line).isBlank() ? text.substring(0, line) : text;
  }

  private void tag(char kind, int body) {
    int end = kind == '#' ? source.indexOf("#}", body) : end(body, kind == '{' ? "}}" : "%}");
    if (end < 0 || end > source.length()) {
      throw new JinjaException("a tag that begins with {" + kind + " does not end");
    }
    char mark = end > body ? source.charAt(end - 1) : ' ';
    boolean marked = mark == '-' || (mark == '+' && kind != '{');
    String inner = source.substring(body, marked ? end - 1 : end);
    at = end + 2;
    if (kind == '%' && RAW.matcher(inner.strip()).matches()) {
      raw(mark);
      return;
    }
    if (kind != '#') {
      out.append('{').append(kind).append(' ').append(inner.strip()).append(' ');
      out.append(kind == '{' ? "}}" : "%}");
    }
    after(kind, mark);
  }

  /** What follows a tag: white space, or a newline, may go. */
  private void after(char kind, char mark) {
    lineBegins = false;
    if (mark == '-') {
      while (at < source.length() && Character.isWhitespace(source.charAt(at))) {
        at++;
      }
    } else if (kind != '{' && mark != '+' && at < source.length() && source.charAt(at) == '\n') {
      at++;
      lineBegins = true;
    }
  }

  private void raw(char mark) {
    after('%', mark);
    Matcher end = RAW_END.matcher(source);
    if (!end.find(at)) {
      throw new JinjaException("raw does not end");
    }
    String tag = end.group();
    String text = before(source.substring(at, end.start()), '%', tag.charAt(2));
    out.append("{% raw %}").append(text).append("{% endraw %}");
    at = end.end();
    after('%', tag.charAt(tag.length() - 3));
  }

  /** Where an expression ends: outside of quotes and brackets. */
  private int end(int from, String close) {
    int depth = 0;
    char quote = 0;
    for (int i = from; i < source.length(); i++) {
      char c = source.charAt(i);
      if (quote != 0) {
        i += c == '\\' ? 1 : 0;
        quote = c == quote ? 0 : quote;
      } else if (c == '\'' || c == '"') {
        quote = c;
      } else if (depth == 0 && source.startsWith(close, i)) {
        return i;
      } else if ("([{".indexOf(c) >= 0) {
        depth++;
      } else if (")]}".indexOf(c) >= 0) {
        depth--;
      }
    }
    return -1;
  }
}
