// SPDX-License-Identifier: Apache-2.0
package llmbench.jinja;

import com.hubspot.jinjava.objects.collections.PyList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import jinjava.javax.el.ELException;
import org.jspecify.annotations.Nullable;

/** The methods of Python's {@code str} that templates call. */
final class PythonStrings {
  private static final Pattern SPACES = Pattern.compile("[\\s\\x1c-\\x1f\\x85\\xa0\\p{Z}]+");

  private PythonStrings() {}

  /**
   * Calls a method.
   *
   * @throws ELException if there is none of that name here
   */
  static Object call(String text, String name, List<Object> arguments) {
    return switch (name) {
      case "strip" -> stripped(text, characters(arguments), true, true);
      case "lstrip" -> stripped(text, characters(arguments), true, false);
      case "rstrip" -> stripped(text, characters(arguments), false, true);
      case "upper" -> text.toUpperCase(Locale.ROOT);
      case "lower" -> text.toLowerCase(Locale.ROOT);
      case "title" -> title(text);
      case "capitalize" -> capitalized(text);
      case "startswith" -> any(text, arguments, String::startsWith);
      case "endswith" -> any(text, arguments, String::endsWith);
      case "split" -> split(text, arguments);
      case "splitlines" -> new PyList(new ArrayList<>(text.lines().toList()));
      case "replace" -> replaced(text, arguments);
      case "join" -> joined(text, arguments);
      case "find" -> (long) points(text, text.indexOf(text(arguments, 0)));
      case "rfind" -> (long) points(text, text.lastIndexOf(text(arguments, 0)));
      case "count" -> (long) count(text, text(arguments, 0));
      case "isdigit" -> !text.isEmpty() && text.codePoints().allMatch(Character::isDigit);
      default -> throw PythonMethods.unknown("a text", name);
    };
  }

  private static String text(List<Object> arguments, int at) {
    if (at < arguments.size() && arguments.get(at) instanceof CharSequence text) {
      return text.toString();
    }
    throw new ELException("expected a text as argument " + (at + 1));
  }

  private static @Nullable String characters(List<Object> arguments) {
    return arguments.isEmpty() || arguments.get(0) == null ? null : text(arguments, 0);
  }

  /** Without the characters at its ends; null for whitespace. */
  static String stripped(String text, @Nullable String characters, boolean left, boolean right) {
    int from = 0;
    int to = text.length();
    while (left && from < to && goes(text.charAt(from), characters)) {
      from++;
    }
    while (right && to > from && goes(text.charAt(to - 1), characters)) {
      to--;
    }
    return text.substring(from, to);
  }

  private static boolean goes(char c, @Nullable String characters) {
    return characters == null ? whitespace(c) : characters.indexOf(c) >= 0;
  }

  /** {@code str.isspace}. */
  private static boolean whitespace(char c) {
    return Character.isSpaceChar(c)
        || (c >= '\t' && c <= '\r')
        || (c >= '\u001c' && c <= '\u001f')
        || c == '\u0085';
  }

  static String title(String text) {
    StringBuilder titled = new StringBuilder();
    boolean inWord = false;
    for (int point : text.codePoints().toArray()) {
      titled.appendCodePoint(inWord ? Character.toLowerCase(point) : Character.toTitleCase(point));
      inWord = Character.isLetter(point);
    }
    return titled.toString();
  }

  static String capitalized(String text) {
    return text.isEmpty()
        ? text
        : text.substring(0, 1).toUpperCase(Locale.ROOT)
            + text.substring(1).toLowerCase(Locale.ROOT);
  }

  private static boolean any(String text, List<Object> arguments, BiPredicate<String, String> has) {
    if (arguments.size() == 1 && arguments.get(0) instanceof Collection<?> several) {
      return several.stream().anyMatch(each -> has.test(text, String.valueOf(each)));
    }
    return has.test(text, text(arguments, 0));
  }

  private static PyList split(String text, List<Object> arguments) {
    long most = arguments.size() > 1 && arguments.get(1) instanceof Number n ? n.longValue() : -1;
    List<Object> parts = new ArrayList<>();
    String separator = characters(arguments);
    if (separator == null) {
      if (most >= 0) {
        throw new ELException("split() at whitespace is built without a limit");
      }
      SPACES.splitAsStream(text).filter(part -> !part.isEmpty()).forEach(parts::add);
      return new PyList(parts);
    }
    if (separator.isEmpty()) {
      throw new ELException("empty separator");
    }
    int from = 0;
    for (int at = text.indexOf(separator);
        at >= 0 && (most < 0 || parts.size() < most);
        at = text.indexOf(separator, from)) {
      parts.add(text.substring(from, at));
      from = at + separator.length();
    }
    parts.add(text.substring(from));
    return new PyList(parts);
  }

  private static String replaced(String text, List<Object> arguments) {
    if (arguments.size() != 2) {
      throw new ELException("replace() is built with two texts");
    }
    return text.replace(text(arguments, 0), text(arguments, 1));
  }

  private static String joined(String text, List<Object> arguments) {
    if (arguments.size() != 1 || !(arguments.get(0) instanceof Collection<?> parts)) {
      throw new ELException("join() takes a list of texts");
    }
    List<String> texts = new ArrayList<>();
    for (Object part : parts) {
      if (!(part instanceof CharSequence)) {
        throw new ELException("join() takes a list of texts");
      }
      texts.add(part.toString());
    }
    return String.join(text, texts);
  }

  /** A place counted in code points. */
  private static int points(String text, int at) {
    return at < 0 ? at : text.codePointCount(0, at);
  }

  private static int count(String text, String part) {
    int count = 0;
    for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length())) {
      count++;
    }
    return count;
  }
}
