// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;

/** The value of each key, given or default; mistakes are reported and stand as the default. */
final class Values {
  private final Given given;
  private final Problems problems;
  private final Source file;
  private final Given.@Nullable Entry part;
  private final Map<String, Object> sound = new HashMap<>();

  Values(Given given, Problems problems, Source file) {
    this(given, problems, file, null);
  }

  /**
   * @param part where the keys stand if they are a part of another key's value; else null
   */
  private Values(Given given, Problems problems, Source file, Given.@Nullable Entry part) {
    this.given = given;
    this.problems = problems;
    this.file = file;
    this.part = part;
    given.entries().forEach((name, entry) -> read(name, entry));
  }

  private void read(String name, Given.Entry entry) {
    Key<?> key = Objects.requireNonNull(KeyIndex.named(name));
    Report report = new Report(problems, entry.source(), name);
    NodeRules.check(entry.node(), report);
    Object value = key.type().read(entry.node(), report);
    if (value == null) {
      return;
    }
    if (key.built() || value.equals(key.defaultValue())) {
      sound.put(name, value);
    } else {
      String only = key.defaultText() == null ? "no value" : key.defaultText();
      String why =
          key.hint().isEmpty()
              ? (key.defaultText() == null ? "it" : "any other value") + " is not built yet"
              : key.hint();
      report.expected(entry.node(), only, Found.describe(entry.node()) + "; " + why);
    }
  }

  /** The value of a key that has a default. */
  <T> T get(Key<T> key) {
    return Objects.requireNonNull(find(key), key.name());
  }

  /** The value; null if neither given nor set by default. */
  @SuppressWarnings("unchecked") // each value was read by its key's own type
  <T> @Nullable T find(Key<T> key) {
    Object value = sound.get(key.name());
    return value == null ? key.defaultValue() : (T) value;
  }

  /** Whether the user gave the key, rightly or wrongly. */
  boolean given(Key<?> key) {
    return given.entry(key.name()) != null;
  }

  /** Whether none of these keys was given wrongly, so that what they say together can be judged. */
  boolean sound(Key<?>... keys) {
    for (Key<?> key : keys) {
      if (given(key) && !sound.containsKey(key.name())) {
        return false;
      }
    }
    return true;
  }

  /**
   * The values of a part of a key's value that is a map of keys of its own.
   *
   * @param around names of keys that hold for the part too
   */
  Values part(Key<?> of, MappingNode map, Set<String> around) {
    Given own = new Given(problems);
    Given.Entry whole = given.entry(of.name());
    own.addPart(whole == null ? file : whole.source(), map, given, around);
    return new Values(own, problems, file);
  }

  /**
   * The same of a part that has a name, which messages then tell.
   *
   * @param name such as {@code workloads.chat}
   */
  Values part(Key<?> of, String name, MappingNode map, Set<String> around) {
    Given own = new Given(problems);
    Given.Entry whole = given.entry(of.name());
    Source source = (whole == null ? file : whole.source()).within(name + ".");
    own.addPart(source, map, given, around);
    return new Values(own, problems, file, new Given.Entry(source, source.line(map), map));
  }

  /** A report for one key's value. */
  Report report(Key<?> key) {
    Given.Entry entry = given.entry(key.name());
    return new Report(problems, entry == null ? file : entry.source(), key.name());
  }

  /** Reports what is wrong with a key in the light of others. */
  void mistake(Key<?> key, String expected, String found) {
    Given.Entry own = given.entry(key.name());
    Given.Entry entry = own == null ? part : own;
    String place = entry == null ? key.name() : entry.source().place(key.name(), entry.line());
    problems.add(
        entry == null ? Source.NO_LINE : entry.line(),
        place + ": expected " + expected + ", found " + found);
  }

  /** Reports two keys that exclude each other, if both were given. */
  void exclude(Key<?> one, Key<?> other, String mend) {
    Given.Entry second = given.entry(other.name());
    if (given(one) && second != null) {
      mistake(
          one,
          one.name() + " or " + other.name(),
          "both (" + other.name() + " at " + second.where(other.name()) + "); " + mend);
    }
  }
}
