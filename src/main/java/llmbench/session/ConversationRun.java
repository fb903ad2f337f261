// SPDX-License-Identifier: Apache-2.0
package llmbench.session;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import llmbench.dataset.conversation.Conversation;
import llmbench.plan.MultiTurnSpec;
import org.jspecify.annotations.Nullable;

/**
 * The conversations of a run and its clients, by the rules of vLLM's {@code
 * benchmark_serving_multi_turn.py} ({@code client_main}, {@code main_mp}). Clients take
 * conversations from one queue, in the data's order. A client stops when it wants a further one and
 * there is none, when it has sent its share of {@code max_num_requests}, or, with early stop, when
 * another has stopped; what it has begun is then left, unless {@code finish_active_conversations}
 * is set. Unlike vLLM's, a client goes on after a turn that timed out or broke, as it does after
 * one that the server refused: the conversation ends, and is counted.
 *
 * <p>Thread-safe: each client may be on a thread of its own.
 */
public final class ConversationRun {
  private final MultiTurnSpec spec;
  private final ToIntFunction<String> tokens;
  private final boolean skipFirst;
  private final Deque<Conversation> queue;
  private final List<ConversationClient> clients = new ArrayList<>();
  private final List<Conversation> output = new ArrayList<>();
  private final List<Conversation> continued = new ArrayList<>();
  private final int size;
  private TalkListener listener = TalkListener.NONE;
  private boolean stopped;
  private int warmedUpOnly;
  private int failed;
  private int turnsAnswered;
  private int turnsFailed;
  private int mismatches;

  private ConversationRun(
      List<Conversation> conversations,
      MultiTurnSpec spec,
      long seed,
      ToIntFunction<String> tokens,
      boolean skipFirst) {
    this.spec = spec;
    this.tokens = tokens;
    this.skipFirst = skipFirst;
    this.size = conversations.size();
    this.queue = new ArrayDeque<>(conversations);
    for (int client = 0; client < spec.numClients(); client++) {
      clients.add(new ConversationClient(this, spec, client, seed + client + 1));
    }
  }

  /**
   * The measured run.
   *
   * @param conversations the data's, or those {@link #warmedUp}
   * @param spec without {@link MultiTurnSpec#problems}
   * @param seed vLLM's {@code --seed}; client k draws from {@code seed + k + 1}
   * @param tokens counts a text's tokens without special ones
   */
  public static ConversationRun measured(
      List<Conversation> conversations,
      MultiTurnSpec spec,
      long seed,
      ToIntFunction<String> tokens) {
    return new ConversationRun(conversations, spec, seed, tokens, spec.warmupStep());
  }

  /**
   * The warm-up: the first turn of each conversation, one active conversation a client, no early
   * stop.
   */
  public static ConversationRun warmUp(
      List<Conversation> conversations,
      MultiTurnSpec spec,
      long seed,
      ToIntFunction<String> tokens) {
    MultiTurnSpec first =
        new MultiTurnSpec(
            spec.numClients(),
            null,
            spec.maxNumRequests(),
            1,
            spec.sampling(),
            spec.requestRate(),
            spec.limits(),
            false,
            false,
            spec.finishActive(),
            spec.verifyOutput(),
            spec.sendConversationId(),
            spec.history(),
            spec.maxRetries(),
            spec.requestTimeoutSeconds());
    return new ConversationRun(conversations, first, seed, tokens, false);
  }

  /** Whom to tell what clients do, before the first one does anything. */
  public synchronized void tells(TalkListener told) {
    listener = told;
  }

  /** Tells what a client does; by a client that holds the run. */
  void does(Supplier<String> line) {
    listener.does(line);
  }

  /** The clients, in the order of their numbers. */
  public List<ConversationClient> clients() {
    return List.copyOf(clients);
  }

  /** Conversations that ended, with the model's answers, in the order in which they ended. */
  public synchronized List<Conversation> output() {
    return List.copyOf(output);
  }

  /**
   * Of a warm-up, what the measured run begins with: those whose first turn was answered, in the
   * order in which that was, with that answer unless history is the data's.
   */
  public synchronized List<Conversation> warmedUp() {
    return List.copyOf(continued);
  }

  /** Whether every client has stopped. */
  synchronized boolean ended() {
    return clients.stream().allMatch(ConversationClient::isStopped);
  }

  /** What became of them so far. */
  public synchronized ConversationTally tally() {
    int active = clients.stream().mapToInt(ConversationClient::active).sum();
    return new ConversationTally(
        output.size(),
        failed,
        active,
        queue.size(),
        warmedUpOnly,
        turnsAnswered,
        turnsFailed,
        mismatches);
  }

  /** How many conversations there are. */
  public int size() {
    return size;
  }

  /**
   * The next conversation that has a turn to send; null if there is none left.
   *
   * @param client who asks
   */
  @Nullable Dialogue begin(int client) {
    while (!queue.isEmpty()) {
      Dialogue dialogue = new Dialogue(queue.remove(), spec, tokens, skipFirst);
      if (!dialogue.ended()) {
        return dialogue;
      }
      does(
          () ->
              "Client "
                  + client
                  + " will not use conversation ID "
                  + dialogue.id()
                  + " (all messages already sent)");
      warmedUpOnly++;
    }
    return null;
  }

  void answered() {
    turnsAnswered++;
  }

  void finished(Dialogue dialogue) {
    output.add(dialogue.said());
    continued.add(dialogue.continued());
  }

  void failed(boolean mismatch) {
    turnsFailed++;
    failed++;
    mismatches += mismatch ? 1 : 0;
  }

  void clientStopped() {
    stopped |= spec.earlyStop();
  }

  /** Whether all clients are to stop, since one has nothing more to begin. */
  public synchronized boolean isStopped() {
    return stopped;
  }
}
