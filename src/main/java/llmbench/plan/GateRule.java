// SPDX-License-Identifier: Apache-2.0
package llmbench.plan;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One rule of a gate. */
public sealed interface GateRule {
  /** As it is written, without the cases that it is for: {@code p99_ttft_ms < 500}. */
  String text();

  /** Names of cases with {@code *} and {@code ?}; null for all. */
  @Nullable String cases();

  /** Whether it needs earlier results. */
  boolean needsBaseline();

  /** Whether it is for that case. */
  default boolean covers(String caseName) {
    String pattern = cases();
    if (pattern == null) {
      return true;
    }
    // Quoted as a whole, and the quotes opened where a wildcard stands.
    String regex = Pattern.quote(pattern).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
    return caseName.matches(regex);
  }

  /** How a figure is compared with its limit. */
  enum Relation {
    /** Less. */
    LESS("<"),
    /** Less or equal. */
    AT_MOST("<="),
    /** More. */
    MORE(">"),
    /** More or equal. */
    AT_LEAST(">="),
    /** Equal. */
    EQUAL("=="),
    /** Not equal. */
    OTHER("!=");

    private final String sign;

    Relation(String sign) {
      this.sign = sign;
    }

    /** As it is written. */
    public String sign() {
      return sign;
    }

    /** Whether it holds. */
    public boolean holds(double value, double limit) {
      return switch (this) {
        case LESS -> value < limit;
        case AT_MOST -> value <= limit;
        case MORE -> value > limit;
        case AT_LEAST -> value >= limit;
        case EQUAL -> value == limit;
        case OTHER -> value != limit;
      };
    }
  }

  /**
   * A limit of a figure.
   *
   * @param key of the result, with dots into nested members
   * @param factor the limit itself, or what the baseline's figure is multiplied by
   * @param ofBaseline whether the limit is a multiple of the baseline's figure
   */
  record Limit(
      String text,
      @Nullable String cases,
      String key,
      Relation relation,
      double factor,
      boolean ofBaseline)
      implements GateRule {
    @Override
    public boolean needsBaseline() {
      return ofBaseline;
    }
  }

  /**
   * What a member that is true or false must be.
   *
   * @param key of the result, with dots into nested members
   * @param equal whether it must be {@code value}, or must not
   */
  record Truth(String text, @Nullable String cases, String key, boolean equal, boolean value)
      implements GateRule {
    @Override
    public boolean needsBaseline() {
      return false;
    }
  }

  /** {@code not suspect}: nothing speaks against the figures. */
  record NotSuspect(String text, @Nullable String cases) implements GateRule {
    @Override
    public boolean needsBaseline() {
      return false;
    }
  }

  /** {@code steady}: the case has a steady window. */
  record Steady(String text, @Nullable String cases) implements GateRule {
    @Override
    public boolean needsBaseline() {
      return false;
    }
  }

  /**
   * {@code not worse}: no figure is worse than in the baseline, by comparison.
   *
   * @param threshold the least change that matters, as a share
   */
  record NotWorse(String text, @Nullable String cases, double threshold) implements GateRule {
    @Override
    public boolean needsBaseline() {
      return true;
    }
  }
}
