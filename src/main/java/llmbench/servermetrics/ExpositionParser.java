// SPDX-License-Identifier: Apache-2.0
package llmbench.servermetrics;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads Prometheus' text format line by line: 0.0.4, 1.0.0 (quoted names) and OpenMetrics 1.0
 * (exemplars, {@code # EOF}); what one allows is allowed in all. Sources: "Exposition formats" of
 * the Prometheus documentation and the OpenMetrics specification. Strict otherwise, as Prometheus
 * is: a broken line makes the whole text none. Time stamps and exemplars are checked and left out.
 */
final class ExpositionParser {
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?");

  private final BiConsumer<String, String> types;
  private boolean ended;

  private int lineNumber;
  private String text = "";
  private int at;

  /**
   * @param types takes the name and type of each family
   */
  ExpositionParser(BiConsumer<String, String> types) {
    this.types = types;
  }

  /** Whether {@code # EOF} has been read. */
  boolean ended() {
    return ended;
  }

  /** Reads the next line; null if it holds no sample. */
  @Nullable Sample line(int number, String line) throws ExpositionException {
    lineNumber = number;
    text = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    at = 0;
    skipBlanks();
    if (atEnd()) {
      return null;
    }
    if (peek() == '#') {
      comment();
      return null;
    }
    Map<String, String> labels = new LinkedHashMap<>();
    String name = peek() == '{' ? null : name(true);
    skipBlanks();
    if (peek() == '{') {
      name = labels(labels, name);
    }
    if (name == null) {
      throw wrong("a metric without a name");
    }
    double value = number("a value");
    skipBlanks();
    if (!atEnd() && peek() != '#') {
      number("a time stamp");
      skipBlanks();
    }
    if (!atEnd()) {
      exemplar();
    }
    return new Sample(name, labels, value);
  }

  private void comment() {
    String[] words = text.substring(at).split("[ \t]+", 4);
    if (words[0].equals("#") && words.length > 1) {
      if (words[1].equals("EOF") && words.length == 2) {
        ended = true;
      } else if (words[1].equals("TYPE") && words.length == 4) {
        types.accept(unquoted(words[2]), words[3].strip().toLowerCase(Locale.ROOT));
      }
    }
  }

  private static String unquoted(String word) {
    boolean quoted = word.length() > 1 && word.startsWith("\"") && word.endsWith("\"");
    return quoted ? word.substring(1, word.length() - 1) : word;
  }

  private void exemplar() throws ExpositionException {
    expect('#');
    skipBlanks();
    if (peek() != '{') {
      throw wrong("expected { of an exemplar");
    }
    labels(new LinkedHashMap<>(), "");
    number("an exemplar's value");
    skipBlanks();
    if (!atEnd()) {
      number("an exemplar's time stamp");
      skipBlanks();
    }
    if (!atEnd()) {
      throw wrong("expected the end of the line");
    }
  }

  /**
   * Reads {@code {…}}.
   *
   * @param name the metric's name if it stood before; else it may be the first item, in quotes
   * @return the metric's name
   */
  private @Nullable String labels(Map<String, String> labels, @Nullable String name)
      throws ExpositionException {
    String metric = name;
    expect('{');
    skipBlanks();
    while (peek() != '}') {
      boolean quoted = peek() == '"';
      String label = quoted ? quoted() : name(false);
      skipBlanks();
      if (peek() == '=') {
        at++;
        skipBlanks();
        if (labels.put(label, quoted()) != null) {
          throw wrong("label " + label + " twice");
        }
      } else if (quoted && metric == null) {
        metric = label;
      } else {
        throw wrong("expected = after label " + label);
      }
      skipBlanks();
      if (peek() == ',') {
        at++;
        skipBlanks();
      } else if (peek() != '}') {
        throw wrong("expected , or } after a label");
      }
    }
    at++;
    return metric;
  }

  private String name(boolean colons) throws ExpositionException {
    int start = at;
    while (!atEnd() && nameCharacter(text.charAt(at), at > start, colons)) {
      at++;
    }
    if (at == start) {
      throw wrong("expected a name");
    }
    return text.substring(start, at);
  }

  private static boolean nameCharacter(char c, boolean later, boolean colons) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || c == '_'
        || (colons && c == ':')
        || (later && c >= '0' && c <= '9');
  }

  private String quoted() throws ExpositionException {
    expect('"');
    StringBuilder value = new StringBuilder();
    while (peek() != '"') {
      char c = text.charAt(at++);
      if (c == '\\') {
        c =
            switch (peek()) {
              case '\\' -> '\\';
              case '"' -> '"';
              case 'n' -> '\n';
              default -> throw wrong("an unknown escape \\" + peek());
            };
        at++;
      }
      value.append(c);
    }
    at++;
    return value.toString();
  }

  private double number(String what) throws ExpositionException {
    skipBlanks();
    int start = at;
    while (!atEnd() && text.charAt(at) != ' ' && text.charAt(at) != '\t') {
      at++;
    }
    String word = text.substring(start, at);
    String lower = word.toLowerCase(Locale.ROOT);
    if (lower.equals("nan")) {
      return Double.NaN;
    }
    String unsigned = lower.startsWith("+") || lower.startsWith("-") ? lower.substring(1) : lower;
    if (unsigned.equals("inf") || unsigned.equals("infinity")) {
      return lower.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    if (!NUMBER.matcher(word).matches()) {
      throw wrong("expected " + what + ", found \"" + word + "\"");
    }
    return Double.parseDouble(word);
  }

  private void skipBlanks() {
    while (!atEnd() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
  }

  private boolean atEnd() {
    return at >= text.length();
  }

  /** The character here; an end of the line is a mistake wherever one must follow. */
  private char peek() throws ExpositionException {
    if (atEnd()) {
      throw wrong("the line ends too early");
    }
    return text.charAt(at);
  }

  private void expect(char c) throws ExpositionException {
    if (peek() != c) {
      throw wrong("expected " + c + ", found " + peek());
    }
    at++;
  }

  private ExpositionException wrong(String message) {
    return new ExpositionException(lineNumber, message);
  }
}
