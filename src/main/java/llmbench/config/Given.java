// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * What the user gave: for each key the node that counts, an override before the file's. A key
 * without a value counts as not given, so that an override can take a file's value away.
 */
final class Given {
  /** A value and where it is from. */
  record Entry(Source source, int line, Node node) {
    /** The place for messages, such as {@code config.yaml:5}. */
    String where(String key) {
      return source.file() == null ? source.place(key, line) : source.place("", line);
    }
  }

  private static final Node NOWHERE = new ScalarNode(Tag.NULL, "", null, null, ScalarStyle.PLAIN);

  private final Problems problems;
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  Given(Problems problems) {
    this.problems = problems;
  }

  /** Adds what a file holds; its text is a map or nothing. False if it could not be read. */
  boolean addFile(Source source, String text) {
    Problems syntax = new Problems();
    Node root =
        YamlText.compose(
            text,
            (wrong, line) -> syntax.add(line, source.place("", line) + ": expected " + wrong));
    problems.addAll(syntax);
    if (root == null || Scalars.isNull(root)) {
      return syntax.isEmpty();
    }
    if (!(root instanceof MappingNode map)) {
      new Report(problems, source, "").expected(root, "keys with values, such as \"model: NAME\"");
      return false;
    }
    Map<String, Integer> lines = new HashMap<>();
    for (NodeTuple tuple : map.getValue()) {
      Node keyNode = tuple.getKeyNode();
      String key = Scalars.text(keyNode);
      if (key == null) {
        new Report(problems, source, "").expected(keyNode, "a plain key");
        continue;
      }
      Report report = new Report(problems, source, Found.clip(key));
      Integer first = lines.putIfAbsent(key, source.line(keyNode));
      if (first != null) {
        report.expected(keyNode, "each key once", "it again (first in line " + first + ")");
      } else {
        add(key, tuple.getValueNode(), report, source.line(keyNode));
      }
    }
    return true;
  }

  /** Adds an override, its value in YAML; a flag without a value is on. */
  void addOverride(Source source, String key, String text) {
    Report report = new Report(problems, source, Found.clip(key));
    Key<?> known = KeyIndex.named(key);
    boolean bareFlag = known != null && known.type().isFlag() && text.isBlank();
    Problems syntax = new Problems();
    Node node =
        YamlText.compose(
            bareFlag ? "true" : text,
            (wrong, line) ->
                syntax.add(
                    Source.NO_LINE, source.place(report.key(), line) + ": expected " + wrong));
    problems.addAll(syntax);
    entries.remove(key);
    if (known == null) {
      unknown(key, NOWHERE, report);
    } else if (node != null) {
      add(key, node, report, Source.NO_LINE);
    }
  }

  /** Adds the keys of a map that is part of a value, and some of those around it. */
  void addPart(Source source, MappingNode map, Given outer, Set<String> around) {
    for (String key : around) {
      Entry entry = outer.entry(key);
      if (entry != null) {
        entries.put(key, entry);
      }
    }
    for (NodeTuple tuple : map.getValue()) {
      String key = Scalars.text(tuple.getKeyNode());
      if (key != null && !key.equals(DatasetMixType.WEIGHT)) {
        add(
            key,
            tuple.getValueNode(),
            new Report(problems, source, key),
            source.line(tuple.getKeyNode()));
      }
    }
  }

  private void add(String key, Node value, Report report, int line) {
    Key<?> known = KeyIndex.named(key);
    if (known == null) {
      unknown(key, value, report);
    } else if (!Scalars.isNull(value)) {
      entries.put(key, new Entry(report.source(), line, value));
    } else if (known.type().isFlag()) {
      report.expected(value, known.type().expected());
    }
  }

  private static void unknown(String key, Node at, Report report) {
    if (key.toLowerCase(Locale.ROOT).endsWith("api_key")) {
      report.expected(
          at, "the key in the environment variable OPENAI_API_KEY", "it in the configuration");
    } else {
      report.expected(
          at,
          "a known key (see docs/config.md)",
          "an unknown one; the nearest known is " + KeyIndex.nearest(key));
    }
  }

  @Nullable Entry entry(String key) {
    return entries.get(key);
  }

  /** All entries in the user's order. */
  Map<String, Entry> entries() {
    return Collections.unmodifiableMap(entries);
  }
}
