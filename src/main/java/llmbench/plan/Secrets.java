// SPDX-License-Identifier: Apache-2.0
package llmbench.plan;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Values that may stand in no file, log or message, and takes them out of what servers say: some
 * repeat the key that they refuse. Values of fewer than {@value #LEAST} characters are left, since
 * they would be found in words that have nothing to do with them.
 */
public final class Secrets {
  /** No secret. */
  public static final Secrets NONE = new Secrets(List.of());

  /** What stands in place of a secret. */
  public static final String MASK = "***";

  private static final int LEAST = 4;

  /** A header's value with its scheme before it: {@code Bearer sk-…}. */
  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*\\s+(\\S.*)");

  private static final Pattern TELLING_NAME =
      Pattern.compile(
          ".*(auth|cookie|key|token|secret|password|credential|signature).*",
          Pattern.CASE_INSENSITIVE);

  private final List<String> values;

  private Secrets(List<String> values) {
    this.values = values;
  }

  /**
   * Those among headers: by a name that tells (with {@code auth}, {@code cookie}, {@code key},
   * {@code token}, {@code secret}, {@code password}, {@code credential} or {@code signature} in
   * it), or by one of those given. Of {@code Bearer x} both the whole and {@code x} are secret.
   *
   * @param names of further headers, whatever their case
   */
  public static Secrets of(Map<String, String> headers, Collection<String> names) {
    TreeSet<String> further = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    further.addAll(names);
    List<String> found = new ArrayList<>();
    headers.forEach(
        (name, value) -> {
          if (further.contains(name) || TELLING_NAME.matcher(name).matches()) {
            add(value, found);
            Matcher scheme = SCHEME.matcher(value);
            if (scheme.matches()) {
              add(scheme.group(1), found);
            }
          }
        });
    return of(found);
  }

  /** Those values. */
  public static Secrets of(Collection<String> values) {
    List<String> found = new ArrayList<>();
    values.forEach(value -> add(value, found));
    // The longest first: a secret may be a part of another.
    found.sort(Comparator.comparingInt(String::length).reversed());
    return found.isEmpty() ? NONE : new Secrets(List.copyOf(found));
  }

  private static void add(@Nullable String value, List<String> found) {
    if (value != null && value.length() >= LEAST && !found.contains(value)) {
      found.add(value);
    }
  }

  /** These and those. */
  public Secrets and(Secrets other) {
    List<String> all = new ArrayList<>(values);
    all.addAll(other.values);
    return of(all);
  }

  /** A text with {@link #MASK} in place of each secret; null stays null. */
  public @Nullable String masked(@Nullable String text) {
    if (text == null) {
      return null;
    }
    String clean = text;
    for (String value : values) {
      clean = clean.replace(value, MASK);
    }
    return clean;
  }

  /**
   * Bytes with {@link #MASK} in place of each secret, as it stands in UTF-8 and as JSON escapes it.
   *
   * @param length how many of the bytes count
   * @return the same array if nothing is to be masked; else a new one, of which all bytes count
   */
  public byte[] masked(byte[] bytes, int length) {
    byte[] clean = bytes;
    int n = length;
    for (String value : values) {
      for (String form : List.of(value, inJson(value))) {
        byte[] secret = form.getBytes(StandardCharsets.UTF_8);
        if (indexOf(secret, clean, 0, n) >= 0) {
          clean = replaced(secret, clean, n);
          n = clean.length;
        }
      }
    }
    return clean;
  }

  private static byte[] replaced(byte[] secret, byte[] bytes, int length) {
    byte[] mask = MASK.getBytes(StandardCharsets.US_ASCII);
    ByteArrayOutputStream out = new ByteArrayOutputStream(length);
    int from = 0;
    for (int at; (at = indexOf(secret, bytes, from, length)) >= 0; from = at + secret.length) {
      out.write(bytes, from, at - from);
      out.writeBytes(mask);
    }
    out.write(bytes, from, length - from);
    return out.toByteArray();
  }

  private static int indexOf(byte[] wanted, byte[] bytes, int from, int to) {
    for (int i = from; i <= to - wanted.length; i++) {
      int n = 0;
      while (n < wanted.length && bytes[i + n] == wanted[n]) {
        n++;
      }
      if (n == wanted.length) {
        return i;
      }
    }
    return -1;
  }

  private static String inJson(String value) {
    StringBuilder json = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ' || c > '~') {
        json.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        json.append(c);
      }
    }
    return json.toString();
  }
}
