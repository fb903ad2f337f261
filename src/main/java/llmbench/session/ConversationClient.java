// SPDX-License-Identifier: Apache-2.0
package llmbench.session;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import llmbench.plan.MultiTurnSpec;
import llmbench.plan.MultiTurnSpec.Sampling;
import llmbench.random.NumpyLegacyDistributions;
import llmbench.random.PythonRandom;
import org.jspecify.annotations.Nullable;

/**
 * One client of a {@link ConversationRun}: a loop of {@link #next}, then {@link #answered} or
 * {@link #failed}, then a pause. It draws as vLLM's client of its number does: the choice of a
 * conversation from Python's generator, pauses from numpy's global one, both seeded by {@code seed
 * + number + 1}.
 */
public final class ConversationClient {
  private static final double JITTER = 0.1;

  private final ConversationRun run;
  private final MultiTurnSpec spec;
  private final int number;
  private final PythonRandom choice;
  private final NumpyLegacyDistributions pauses;

  /** In the order in which they were begun, as Python's dict. */
  private final Map<String, Dialogue> active = new LinkedHashMap<>();

  /** Taken from the end; one that goes on is put to the front. */
  private final Deque<Dialogue> turns = new ArrayDeque<>();

  private @Nullable Dialogue sent;
  private int requests;
  private boolean queueEmpty;
  private boolean stopped;

  ConversationClient(ConversationRun run, MultiTurnSpec spec, int number, long seed) {
    this.run = run;
    this.spec = spec;
    this.number = number;
    this.choice = new PythonRandom(seed);
    this.pauses = NumpyLegacyDistributions.ofSeed(seed);
  }

  /** From 0. */
  public int number() {
    return number;
  }

  /**
   * The turn to send now; null if the client stops.
   *
   * @throws IllegalStateException if nothing was told of the turn before
   */
  public @Nullable Turn next() {
    Dialogue chosen = chosen();
    return chosen == null ? null : chosen.next(number);
  }

  private @Nullable Dialogue chosen() {
    synchronized (run) {
      if (sent != null) {
        throw new IllegalStateException("client " + number + ": a turn is still under way");
      }
      if (!stopped && !goesOn()) {
        stopped = true;
        run.clientStopped();
      }
      if (stopped) {
        return null;
      }
      Dialogue chosen = choose();
      sent = chosen;
      return chosen;
    }
  }

  private boolean goesOn() {
    Integer most = spec.requestsPerClient();
    if (most != null && requests >= most) {
      run.does(() -> "Client " + number + " reached request limit");
      return false;
    }
    if (run.isStopped()) {
      run.does(() -> "Client " + number + " stops, since another one has");
      return false;
    }
    while (active.size() < spec.activePerClient() && !queueEmpty) {
      Dialogue begun = run.begin(number);
      if (begun == null) {
        queueEmpty = true;
        break;
      }
      active.put(begun.id(), begun);
      turns.addLast(begun);
      run.does(
          () ->
              "Client "
                  + number
                  + " will use conversation ID "
                  + begun.id()
                  + " (active conversations "
                  + active.size()
                  + ")");
    }
    boolean goesOn = !active.isEmpty() && (!queueEmpty || spec.finishActive());
    if (!goesOn) {
      run.does(() -> "Client " + number + " has no more work");
    }
    return goesOn;
  }

  private Dialogue choose() {
    if (spec.sampling() == Sampling.ROUND_ROBIN) {
      return turns.removeLast();
    }
    return new ArrayList<>(active.values()).get(choice.below(active.size()));
  }

  /**
   * The turn was answered.
   *
   * @param text the answer
   * @return whether it counts: with {@code verify_output} one that is not the data's ends its
   *     conversation as a failure does
   */
  public boolean answered(String text) {
    synchronized (run) {
      Dialogue dialogue = ended();
      if (spec.verifyOutput() && !dialogue.verified(text)) {
        drop(dialogue);
        run.failed(true);
        ends(dialogue, "has another answer than the data in");
        return false;
      }
      run.answered();
      dialogue.answered(text);
      if (dialogue.ended()) {
        drop(dialogue);
        run.finished(dialogue);
        ends(dialogue, "finished");
      } else if (spec.sampling() == Sampling.ROUND_ROBIN) {
        turns.addFirst(dialogue);
      }
      return true;
    }
  }

  /** The turn failed, and is not tried again: its conversation has ended. */
  public void failed() {
    synchronized (run) {
      Dialogue dialogue = ended();
      drop(dialogue);
      run.failed(false);
      ends(dialogue, "gives up, after a turn that failed,");
    }
  }

  private void ends(Dialogue dialogue, String how) {
    run.does(() -> "Client " + number + " " + how + " conversation ID " + dialogue.id());
  }

  private Dialogue ended() {
    Dialogue dialogue = sent;
    if (dialogue == null) {
      throw new IllegalStateException("client " + number + ": no turn is under way");
    }
    sent = null;
    requests++;
    return dialogue;
  }

  private void drop(Dialogue dialogue) {
    active.remove(dialogue.id());
    turns.remove(dialogue);
  }

  /**
   * Seconds to wait after a turn until {@link #next}, drawn from an exponential distribution whose
   * mean is the interval of {@code request_rate}; 0, and nothing drawn, without a rate. The turn's
   * own time comes on top, so that a client sends less often than its rate.
   */
  public double pauseSeconds() {
    return spec.requestRate() > 0 ? pauses.exponential(1 / spec.requestRate()) : 0;
  }

  /**
   * Seconds to wait before the turn is sent again: 1, 2, 4 … give or take a tenth. After {@code
   * max_retries} further tries {@link #failed} is told.
   *
   * @param attempt the try that failed, from 0
   */
  public double backoffSeconds(int attempt) {
    return Math.pow(2, attempt) * (1 + pauses.uniform(-JITTER, JITTER));
  }

  int active() {
    return active.size();
  }

  boolean isStopped() {
    return stopped;
  }
}
