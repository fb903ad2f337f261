// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.prefs.AbstractPreferences;
import java.util.prefs.Preferences;
import java.util.prefs.PreferencesFactory;
import org.jspecify.annotations.Nullable;

/**
 * Preferences of this process alone, in which Gatling finds that it has just looked for a newer
 * version and found none. So it asks nobody, and nothing is left in the user's home. Source: {@code
 * LatestGatlingRelease} of gatling-commons 3.15.1.
 */
public final class MemoryPreferences implements PreferencesFactory {
  private static final String LAST_CHECK = "lastCheckTimestamp";

  private final Preferences root = new Node(null, "");

  /** Called by the JDK. */
  public MemoryPreferences() {}

  @Override
  public Preferences systemRoot() {
    return root;
  }

  @Override
  public Preferences userRoot() {
    return root;
  }

  private static final class Node extends AbstractPreferences {
    private final Map<String, String> values = new ConcurrentHashMap<>();
    private final Map<String, Node> children = new ConcurrentHashMap<>();

    Node(@Nullable Node parent, String name) {
      super(parent, name);
      values.put(LAST_CHECK, Long.toString(Long.MAX_VALUE / 2));
    }

    @Override
    protected void putSpi(String key, String value) {
      values.put(key, value);
    }

    @Override
    @SuppressWarnings("NullAway") // the JDK's contract: null for none
    protected String getSpi(String key) {
      return values.get(key);
    }

    @Override
    protected void removeSpi(String key) {
      values.remove(key);
    }

    @Override
    protected void removeNodeSpi() {
      values.clear();
    }

    @Override
    protected String[] keysSpi() {
      return values.keySet().toArray(new String[0]);
    }

    @Override
    protected String[] childrenNamesSpi() {
      return children.keySet().toArray(new String[0]);
    }

    @Override
    protected AbstractPreferences childSpi(String name) {
      return children.computeIfAbsent(name, made -> new Node(this, made));
    }

    @Override
    protected void syncSpi() {}

    @Override
    protected void flushSpi() {}
  }
}
