// SPDX-License-Identifier: Apache-2.0
package llmbench.plan;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How conversations are led: the options of vLLM's {@code
 * benchmarks/multi_turn/benchmark_serving_multi_turn.py}, by their names with underscores.
 *
 * @param numClients {@code num_clients}: clients that send at the same time, each one request at a
 *     time
 * @param maxActiveConversations {@code max_active_conversations}: conversations that have begun and
 *     not ended, over all clients; null for one a client
 * @param maxNumRequests {@code max_num_requests}: turns sent, over all clients; null for no limit
 * @param maxTurns {@code max_turns}: messages of a conversation, answers among them; as in vLLM an
 *     odd number is rounded up, since the answer comes with its question; null for no limit
 * @param sampling {@code conversation_sampling}
 * @param requestRate {@code request_rate}: a client waits for an exponentially distributed time,
 *     1/rate s on average, after each turn; 0 for no wait. Since a turn takes time itself, fewer
 *     turns are sent.
 * @param limits {@code limit_min_tokens} and {@code limit_max_tokens}
 * @param warmupStep {@code warmup_step}: whether the first turn of each conversation is sent ahead
 *     and kept out of the figures
 * @param earlyStop not {@code no_early_stop}: whether all clients stop when the first one has no
 *     more conversations to begin
 * @param finishActive {@code finish_active_conversations}: whether a client that has none to begin
 *     still ends those it has begun; vLLM's leave them
 * @param verifyOutput {@code verify_output}: whether an answer must be the data's
 * @param sendConversationId {@code send_conversation_id}: whether the body has {@code
 *     conversation_id} and the header {@code X-Session-ID}
 * @param history {@code history}: whose answers later turns carry; vLLM knows the model's only
 * @param maxRetries {@code max_retries}: further tries of a turn
 * @param requestTimeoutSeconds {@code request_timeout_sec}, above 0
 */
public record MultiTurnSpec(
    int numClients,
    @Nullable Integer maxActiveConversations,
    @Nullable Integer maxNumRequests,
    @Nullable Integer maxTurns,
    Sampling sampling,
    double requestRate,
    Limits limits,
    boolean warmupStep,
    boolean earlyStop,
    boolean finishActive,
    boolean verifyOutput,
    boolean sendConversationId,
    History history,
    int maxRetries,
    int requestTimeoutSeconds) {

  /** The header in which vLLM's client sends the id of a conversation. */
  public static final String SESSION_HEADER = "X-Session-ID";

  /** In a result, as in vLLM's: how long the turns took that were sent ahead, in seconds. */
  public static final String WARMUP_RUNTIME = "warmup_runtime_sec";

  /** The same and the time of what was measured. */
  public static final String TOTAL_RUNTIME = "total_runtime_incl_warmup_sec";

  /** vLLM's defaults. */
  public static final MultiTurnSpec DEFAULT =
      new MultiTurnSpec(
          1,
          null,
          null,
          null,
          Sampling.ROUND_ROBIN,
          0,
          Limits.OF_DATA,
          false,
          true,
          false,
          false,
          false,
          History.MODEL,
          0,
          120);

  /** Which of its active conversations a client goes on with. */
  public enum Sampling {
    /** The one that was left longest ago; one that has just begun comes before all. */
    ROUND_ROBIN,
    /** Any, each with the same chance. */
    RANDOM
  }

  /** Whose answers later turns of a conversation carry. */
  public enum History {
    /** Those that the model gave. */
    MODEL,
    /** Those of the data, whatever the model said. */
    DATASET
  }

  /**
   * The length of answers in tokens. vLLM sends the upper limit only, its lower one is checked and
   * dropped.
   *
   * @param minTokens the least; 0 for the length of the data's answer, negative for no limit
   * @param maxTokens the most; 0 for the length of the data's answer, negative for no limit
   */
  public record Limits(int minTokens, int maxTokens) {
    /** Answers as long as the data's. */
    public static final Limits OF_DATA = new Limits(0, 0);

    /** Whether the length of the data's answer is needed. */
    public boolean fromData() {
      return minTokens == 0 || maxTokens == 0;
    }
  }

  /** The same with so many clients and requests. */
  public MultiTurnSpec with(int clients, @Nullable Integer requests) {
    return new MultiTurnSpec(
        clients,
        maxActiveConversations,
        requests,
        maxTurns,
        sampling,
        requestRate,
        limits,
        warmupStep,
        earlyStop,
        finishActive,
        verifyOutput,
        sendConversationId,
        history,
        maxRetries,
        requestTimeoutSeconds);
  }

  /** Active conversations of one client, at least 1 where {@link #problems} finds nothing. */
  public int activePerClient() {
    return maxActiveConversations == null ? 1 : maxActiveConversations / numClients;
  }

  /** Requests of one client; null for no limit. */
  public @Nullable Integer requestsPerClient() {
    return maxNumRequests == null ? null : (Integer) (maxNumRequests / numClients);
  }

  /**
   * What is wrong with these options, a sentence each: vLLM's own rules ({@code
   * get_client_config}). Empty if nothing is.
   *
   * @param conversations how many there are
   */
  public List<String> problems(int conversations) {
    List<String> found = new ArrayList<>();
    if (numClients < 1) {
      found.add("num_clients: expected an integer ≥ 1, found " + numClients);
      return found;
    }
    if (conversations < numClients) {
      found.add(
          "num_clients: expected at most the "
              + conversations
              + " conversations of the data, found "
              + numClients);
    }
    if (maxNumRequests != null && maxNumRequests < numClients) {
      found.add(
          "max_num_requests: expected at least one for each of the "
              + numClients
              + " clients, found "
              + maxNumRequests);
    }
    if (maxActiveConversations != null
        && (maxActiveConversations < numClients || maxActiveConversations > conversations)) {
      found.add(
          "max_active_conversations: expected from "
              + numClients
              + " (num_clients) to "
              + conversations
              + " (conversations of the data), found "
              + maxActiveConversations);
    }
    if (maxTurns != null && maxTurns < 1) {
      found.add("max_turns: expected an integer ≥ 1, found " + maxTurns);
    }
    if (!(requestRate >= 0) || Double.isInfinite(requestRate)) {
      found.add("request_rate: expected a number ≥ 0, found " + requestRate);
    }
    boolean given = limits.minTokens > 0 || limits.maxTokens > 0;
    if (given && (limits.minTokens < 1 || limits.maxTokens < 1)) {
      found.add(
          "limit_min_tokens: expected it and limit_max_tokens both above 0 where one is, found "
              + limits.minTokens
              + " and "
              + limits.maxTokens);
    } else if (given && limits.minTokens > limits.maxTokens) {
      found.add(
          "limit_min_tokens: expected at most limit_max_tokens "
              + limits.maxTokens
              + ", found "
              + limits.minTokens);
    }
    if (maxRetries < 0) {
      found.add("max_retries: expected an integer ≥ 0, found " + maxRetries);
    }
    if (requestTimeoutSeconds <= 0) {
      found.add("request_timeout_sec: expected an integer ≥ 1, found " + requestTimeoutSeconds);
    }
    return found;
  }
}
