// SPDX-License-Identifier: Apache-2.0
package llmbench.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;

/**
 * A flag of a command that has so many of them that they are kept in tables.
 *
 * @param name with its dashes
 * @param kind what follows it
 * @param label what its value is called; empty for none
 * @param defaultText the value without the flag, as it would be given; null for none
 * @param text what it does
 */
record Flag(String name, Kind kind, String label, @Nullable String defaultText, String text) {

  /** What follows a flag. */
  enum Kind {
    /** A value. */
    VALUE,
    /** JSON, of which members may be given one by one: {@code --extra-body.top_k 5}. */
    JSON,
    /** Nothing. */
    SWITCH,
    /** Nothing; {@code --no-…} is its contrary. */
    EITHER,
    /** One value or more. */
    SOME,
    /** Any number of values. */
    ANY
  }

  static Flag value(String name, String label, @Nullable String defaultText, String text) {
    return new Flag(name, Kind.VALUE, label, defaultText, text);
  }

  static Flag json(String name, @Nullable String defaultText, String text) {
    return new Flag(name, Kind.JSON, "JSON", defaultText, text);
  }

  static Flag on(String name, String text) {
    return new Flag(name, Kind.SWITCH, "", "false", text);
  }

  static Flag either(String name, String text) {
    return new Flag(name, Kind.EITHER, "", null, text);
  }

  static Flag some(String name, String label, String text) {
    return new Flag(name, Kind.SOME, label, null, text);
  }

  static Flag any(String name, String label, String text) {
    return new Flag(name, Kind.ANY, label, null, text);
  }

  /** Its key in a configuration: {@code request_rate} of {@code --request-rate}. */
  String key() {
    return name.substring(2).replace('-', '_');
  }

  /** As the parser knows it. */
  OptionSpec option() {
    OptionSpec.Builder option =
        OptionSpec.builder(name).paramLabel(label).description(escaped(described()));
    return switch (kind) {
      case VALUE, JSON -> option.type(String.class).arity("1").build();
      case SWITCH -> option.type(boolean.class).arity("0").build();
      case EITHER -> option.type(Boolean.class).arity("0").negatable(true).build();
      case SOME -> option.type(List.class).auxiliaryTypes(String.class).arity("1..*").build();
      case ANY -> option.type(List.class).auxiliaryTypes(String.class).arity("0..*").build();
    };
  }

  private String described() {
    List<String> parts = new ArrayList<>();
    parts.add(text);
    if (defaultText != null && kind != Kind.SWITCH) {
      parts.add("[" + defaultText + "]");
    }
    return String.join(" ", parts);
  }

  /** The parser takes a percent sign for a format, and a name in braces for a variable. */
  private static String escaped(String text) {
    return text.replace("%", "%%").replace("${", "$${");
  }
}
