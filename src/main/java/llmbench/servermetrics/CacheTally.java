// SPDX-License-Identifier: Apache-2.0
package llmbench.servermetrics;

import java.util.LinkedHashMap;
import java.util.Map;
import llmbench.recording.RequestRecord;
import llmbench.recording.TokenSource;
import org.jspecify.annotations.Nullable;

/**
 * What a case's requests took from the server's prefix cache, as its {@code usage} says, and how
 * much of that the case itself cannot explain.
 *
 * <p>The rule: a request may find what another prompt of its case begins with, and the tokens that
 * the server's chat template adds (its count less ours), with room for a tenth and a block of 16
 * tokens. A request that was sent before (a warm-up, the ready check, a retry) may find all of
 * itself. What is beyond was left in the cache before the case began. Where no usage tells of the
 * cache, the server's own hits are held against the same sum.
 */
public final class CacheTally {
  private static final double ROOM = 1.1;
  private static final int BLOCK_TOKENS = 16;
  private static final String MEND =
      "an earlier case or run did, and its figures are better for it; reset_prefix_cache: true"
          + " empties it before each case, cache_salt: random keeps runs apart.";

  private final SharedPrefixes prefixes;
  private final boolean firstSentBefore;
  private final int warmups;
  private long requests;
  private long promptTokens;
  private long cachedTokens;
  private long unexplainedRequests;
  private long unexplainedTokens;
  private long explainedTokens;

  /**
   * @param prefixes of the case's prompts
   * @param firstSentBefore whether the first prompt was sent before the case
   * @param warmups how often it was sent while the server's counters were watched already
   */
  public CacheTally(SharedPrefixes prefixes, boolean firstSentBefore, int warmups) {
    this.prefixes = prefixes;
    this.firstSentBefore = firstSentBefore;
    this.warmups = warmups;
  }

  /** Counts a record, if it stands for a completed request whose usage tells of the cache. */
  public void add(RequestRecord record) {
    explainedTokens += explained(record) + (record.index() == 0 ? warmups * all(record) : 0);
    if (!record.last() || !record.outcome().completed() || record.cachedPromptTokens() < 0) {
      return;
    }
    requests++;
    promptTokens += record.promptTokens();
    cachedTokens += record.cachedPromptTokens();
    long beyond = record.cachedPromptTokens() - explained(record);
    if (beyond > 0) {
      unexplainedRequests++;
      unexplainedTokens += beyond;
    }
  }

  private static long all(RequestRecord record) {
    return Math.max(record.promptTokens(), record.askedPromptTokens());
  }

  private long explained(RequestRecord record) {
    boolean sentBefore = record.attempt() > 0 || (firstSentBefore && record.index() == 0);
    // Without the server's count nobody knows how long its template is.
    if (sentBefore || record.promptTokensFrom() != TokenSource.USAGE) {
      return all(record);
    }
    double shared = prefixes.share(record.index()) * record.askedPromptTokens();
    int template = Math.max(0, record.promptTokens() - record.askedPromptTokens());
    return (long) Math.ceil(ROOM * shared) + template + BLOCK_TOKENS;
  }

  /**
   * The result's {@code llmbench.cache}.
   *
   * @param server what the server's own counters say; null if it has none
   */
  public Map<String, Object> section(@Nullable CacheCounters server) {
    Map<String, Object> usage = new LinkedHashMap<>();
    usage.put("requests", requests);
    usage.put("prompt_tokens", promptTokens);
    usage.put("cached_tokens", cachedTokens);
    usage.put("cached_share", promptTokens == 0 ? 0.0 : cachedTokens / (double) promptTokens);
    usage.put("unexplained_requests", unexplainedRequests);
    usage.put("unexplained_tokens", unexplainedTokens);
    Map<String, Object> section = new LinkedHashMap<>();
    section.put("usage", usage);
    if (server != null) {
      Map<String, Object> counters = new LinkedHashMap<>();
      counters.put("queries", server.queries());
      counters.put("hits", server.hits());
      counters.put("hit_share", server.hitShare());
      if (requests == 0) {
        counters.put("unexplained_tokens", unexplained(server));
      }
      section.put("server", counters);
    }
    return section;
  }

  private long unexplained(CacheCounters server) {
    return Math.max(0, Math.round(server.hits()) - explainedTokens);
  }

  /**
   * A sentence where the case profited from what ran before it; empty if it did not.
   *
   * @param server what the server's own counters say; null if it has none
   */
  public String note(@Nullable CacheCounters server) {
    if (unexplainedTokens > 0) {
      return unexplainedRequests
          + " of "
          + requests
          + " requests found "
          + unexplainedTokens
          + " prompt tokens in the server's prefix cache that their own case did not put there: "
          + MEND;
    }
    if (requests == 0 && server != null && unexplained(server) > 0) {
      return "The server's prefix cache had "
          + Math.round(server.hits())
          + " prompt tokens, at least "
          + unexplained(server)
          + " of which the case did not put there: "
          + MEND;
    }
    return "";
  }
}
