// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import llmbench.backend.Backend;
import llmbench.dataset.Prompt;
import llmbench.dataset.PromptParts;
import llmbench.dataset.conversation.Conversation;
import llmbench.plan.MultiTurnSpec;
import llmbench.plan.Secrets;
import llmbench.recording.NanoClock;
import llmbench.recording.RequestSession;
import llmbench.session.ConversationClient;
import llmbench.session.ConversationRun;
import llmbench.session.ConversationTally;
import llmbench.session.TalkListener;
import llmbench.session.Turn;
import llmbench.traffic.ThinkTimes;
import org.jspecify.annotations.Nullable;

/**
 * Conversations as a closed model: each client of a {@link ConversationRun} sends a turn, waits for
 * its answer, pauses, and sends the next one, which may be another conversation's. A turn is due
 * when the pause after the one before is over; what the client needs to read the answer and to make
 * the next body counts as its own lateness.
 */
final class ConversationFeed extends SessionFeed {
  /** What a conversation's clients need of their surroundings. */
  record Surroundings(
      Backend backend,
      ToIntFunction<String> tokens,
      @Nullable ThinkTimes think,
      BodyMaker bodies,
      Executor executor,
      TalkListener listener,
      Consumer<String> problem,
      NanoClock clock,
      Secrets secrets) {}

  /** Makes the body of the request at an index. */
  interface BodyMaker {
    byte[] body(Prompt prompt, int index);
  }

  private static final double NANOS = 1e9;

  /** Texts whose lengths a client remembers: those of its active conversations. */
  private static final int REMEMBERED = 4096;

  private final ConversationRun run;
  private final Surroundings around;
  private final List<Client> clients = new ArrayList<>();
  private final AtomicInteger atWork;
  private final @Nullable Double warmUpSeconds;
  private volatile boolean stopped;

  /**
   * A feed of a run's turns.
   *
   * @param warmUpSeconds how long the turns took that were sent ahead; null if none were
   */
  ConversationFeed(ConversationRun run, Surroundings around, @Nullable Double warmUpSeconds) {
    this.run = run;
    this.warmUpSeconds = warmUpSeconds;
    this.around = around;
    this.atWork = new AtomicInteger(run.clients().size());
  }

  @Override
  public void begin(Lane lane, List<EventLoop> loops, long startNanos) {
    List<ConversationClient> all = run.clients();
    synchronized (clients) {
      for (int i = 0; i < all.size(); i++) {
        clients.add(new Client(lane, all.get(i), loops.get(i % loops.size())));
      }
    }
    for (Client client : List.copyOf(clients)) {
      client.loop.execute(() -> client.later(startNanos, true));
    }
  }

  /** Clients who pause leave at once, others when their turn has ended. */
  @Override
  public void stop() {
    stopped = true;
    wakeAll();
  }

  private void wakeAll() {
    List<Client> all;
    synchronized (clients) {
      all = List.copyOf(clients);
    }
    all.forEach(client -> client.loop.execute(client::leaveIfPausing));
  }

  @Override
  public Map<String, Object> counts() {
    ConversationTally tally = run.tally();
    Map<String, Object> counts = new LinkedHashMap<>();
    counts.put("in_data", run.size());
    counts.put("finished", tally.finished());
    counts.put("failed", tally.failed());
    counts.put("unfinished", tally.unfinished());
    counts.put("not_begun", tally.notBegun());
    counts.put("warmed_up_only", tally.warmedUpOnly());
    counts.put("turns_answered", tally.turnsAnswered());
    counts.put("turns_failed", tally.turnsFailed());
    counts.put("mismatches", tally.mismatches());
    if (warmUpSeconds != null) {
      counts.put(MultiTurnSpec.WARMUP_RUNTIME, warmUpSeconds);
    }
    return counts;
  }

  @Override
  public List<Conversation> said() {
    return run.output();
  }

  /** One client. What it decides and makes goes on off the loops, one step at a time. */
  private final class Client implements SessionCall.Sender {
    private final Lane lane;
    private final ConversationClient client;
    private final EventLoop loop;
    private final Map<String, Integer> lengths = new HashMap<>();
    private final Map<String, Long> lastMade = new HashMap<>();
    private @Nullable Turn sent;
    private int answered;
    private boolean pausing;
    private boolean gone;

    Client(Lane lane, ConversationClient client, EventLoop loop) {
      this.lane = lane;
      this.client = client;
      this.loop = loop;
    }

    /** Goes on at that time; on the loop. */
    void later(long dueNanos, boolean dueWhenMade) {
      pausing = true;
      long wait = dueNanos - around.clock().nanoTime();
      Runnable goOn =
          () -> {
            if (!gone) {
              pausing = false;
              around.executor().execute(() -> next(dueNanos, dueWhenMade));
            }
          };
      if (stopped) {
        leaveIfPausing();
      } else if (wait <= 0) {
        goOn.run();
      } else {
        var unused = loop.schedule(goOn, wait, TimeUnit.NANOSECONDS);
      }
    }

    void leaveIfPausing() {
      if (pausing && !gone) {
        leave();
      }
    }

    private void leave() {
      gone = true;
      if (atWork.decrementAndGet() == 0) {
        lane.feedEnded();
      }
    }

    /**
     * Makes the next turn; off the loop.
     *
     * @param dueWhenMade whether it is due no sooner than it is made, as a client's first one is
     */
    private void next(long dueNanos, boolean dueWhenMade) {
      SessionCall call = null;
      try {
        Turn turn = stopped ? null : client.next();
        call = turn == null ? null : call(turn);
        sent = turn;
        if (turn != null) {
          around.listener().does(() -> uses(turn));
        }
      } catch (RuntimeException e) {
        around.problem().accept("a turn could not be made: " + e);
      }
      SessionCall made = call;
      loop.execute(() -> send(made, dueNanos, dueWhenMade));
    }

    private String uses(Turn turn) {
      long now = around.clock().nanoTime();
      Long before = lastMade.put(turn.conversation(), now);
      String since =
          before == null ? "N/A" : String.format(Locale.ROOT, "%.3f", (now - before) / NANOS);
      return "Client "
          + client.number()
          + " using conversation ID "
          + turn.conversation()
          + " (turn: "
          + turn.inputTurns()
          + ", time since last turn [sec]: "
          + since
          + ")";
    }

    private void send(@Nullable SessionCall call, long dueNanos, boolean dueWhenMade) {
      if (call == null || stopped) {
        leave();
        if (run.isStopped()) {
          wakeAll(); // those who pause have nothing more to send either
        }
        return;
      }
      long due = dueWhenMade ? Math.max(dueNanos, around.clock().nanoTime()) : dueNanos;
      due(call);
      lane.arrive(call.index(), client.number(), due, call.body(), loop);
    }

    private SessionCall call(Turn turn) {
      Turn.Tokens tokens = turn.tokens(this::length);
      Map<String, Object> fields =
          turn.sessionId() == null ? Map.of() : Map.of(Turn.SESSION_FIELD, turn.sessionId());
      Integer most = turn.maxTokens();
      Prompt prompt =
          new Prompt(
              "",
              tokens.input(),
              most == null ? 0 : most,
              PromptParts.NONE
                  .withMessages(turn.body())
                  .withOverrides(fields)
                  .withReference(turn.expected()));
      int index = nextIndex();
      return new SessionCall(
          index,
          prompt,
          RequestSession.ofTurn(
              turn.conversation(),
              turn.number(),
              client.number(),
              turn.inputTurns(),
              tokens.history()),
          null,
          Duration.ofSeconds(turn.timeoutSeconds()),
          around.bodies().body(prompt, index),
          this);
    }

    private int length(String text) {
      if (lengths.size() > REMEMBERED) {
        lengths.clear();
      }
      return lengths.computeIfAbsent(text, around.tokens()::applyAsInt);
    }

    @Override
    public void ended(SessionCall call, StreamEnd end) {
      if (cutShort(end)) {
        loop.execute(this::leave);
        return;
      }
      SessionAnswer answer = SessionAnswer.of(end, around.backend());
      around.executor().execute(() -> told(answer, end.endNanos()));
    }

    private void told(SessionAnswer answer, long endNanos) {
      long due = endNanos;
      try {
        String text = around.secrets().masked(answer.text());
        Turn turn = sent;
        if (turn != null) {
          around.listener().said(turn, text);
        }
        if (text == null) {
          client.failed();
        } else {
          var unused = client.answered(text);
        }
        long pause = pauseNanos();
        if (pause > 0) {
          waits("sleeping", pause / NANOS);
        }
        due += pause;
      } catch (RuntimeException e) {
        around.problem().accept("an answer could not be read: " + e);
        loop.execute(this::leave);
        return;
      }
      long next = due;
      loop.execute(() -> later(next, false));
    }

    private long pauseNanos() {
      ThinkTimes think = around.think();
      return think == null
          ? Math.round(client.pauseSeconds() * NANOS)
          : think.nanos(client.number(), answered++);
    }

    private void waits(String how, double seconds) {
      around
          .listener()
          .does(
              () ->
                  String.format(
                      Locale.ROOT,
                      "Client %d %s for %.3f seconds...",
                      client.number(),
                      how,
                      seconds));
    }

    @Override
    public double backoffSeconds(int attempt) {
      double seconds = client.backoffSeconds(attempt);
      waits("backing off", seconds);
      return seconds;
    }
  }
}
