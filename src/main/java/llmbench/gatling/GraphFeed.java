// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import llmbench.backend.Backend;
import llmbench.dataset.Prompt;
import llmbench.dataset.conversation.Conversation;
import llmbench.dataset.graph.AgentCall;
import llmbench.dataset.graph.AgentGraph;
import llmbench.recording.NanoClock;
import llmbench.recording.RequestSession;
import llmbench.session.GraphRun;
import llmbench.session.GraphRun.Ready;
import llmbench.traffic.Arrivals;
import org.jspecify.annotations.Nullable;

/**
 * Agent graphs, so many at once: a call is due when its parents have ended and its tool time and
 * delay are over. The next graph is due when the one before in its place has ended; or graphs have
 * times of arrival, and those that find no place wait, without being due later for that.
 */
final class GraphFeed extends SessionFeed {
  private static final double NANOS = 1e9;

  private final List<AgentGraph> graphs;
  private final List<Prompt> prompts;
  private final int[] firstPrompt;
  private final Backend backend;
  private final Executor executor;
  private final NanoClock clock;
  private final Place[] places;
  private final @Nullable Arrivals arrivals;
  private final Gate<Place> gate;
  private final AtomicInteger nextGraph = new AtomicInteger();
  private final AtomicInteger come = new AtomicInteger();
  private final AtomicInteger begun = new AtomicInteger();
  private final AtomicInteger placesAtWork;
  private final AtomicInteger completed = new AtomicInteger();
  private final AtomicInteger failed = new AtomicInteger();
  private volatile boolean stopped;

  /**
   * A feed of the graphs.
   *
   * @param prompts of their calls, in the graphs' order
   * @param executor reads answers
   */
  GraphFeed(
      SessionLoad.Graphs load,
      List<Prompt> prompts,
      Backend backend,
      Executor executor,
      NanoClock clock) {
    this.graphs = load.list();
    this.prompts = prompts;
    this.backend = backend;
    this.executor = executor;
    this.clock = clock;
    this.firstPrompt = new int[graphs.size()];
    for (int i = 1; i < firstPrompt.length; i++) {
      firstPrompt[i] = firstPrompt[i - 1] + graphs.get(i - 1).calls().size();
    }
    this.arrivals = load.arrivals();
    this.gate = new Gate<>(load.active());
    int most = arrivals == null ? load.active() : arrivals.size(); // of those, one graph in each
    this.places = new Place[Math.min(most, graphs.size())];
    this.placesAtWork = new AtomicInteger(places.length);
  }

  @Override
  public void begin(Lane lane, List<EventLoop> loops, long startNanos) {
    for (int i = 0; i < places.length; i++) {
      places[i] = new Place(lane, i, loops.get(i % loops.size()));
    }
    Arrivals times = arrivals;
    if (places.length == 0) {
      loops.get(0).execute(lane::feedEnded);
    } else if (times == null) {
      for (Place place : places) {
        place.loop.execute(() -> place.nextGraph(startNanos));
      }
    } else {
      for (int i = 0; i < Math.min(loops.size(), places.length); i++) {
        int first = i;
        places[i].loop.execute(() -> later(times, first, loops.size(), startNanos));
      }
    }
  }

  /** Each loop has every n-th graph and sleeps until its next one comes; on its loop. */
  private void later(Arrivals times, int index, int stride, long startNanos) {
    Place place = places[index];
    long due = startNanos + times.nanos(index);
    Runnable comes =
        () -> {
          place.comes(index, due);
          if (index + stride < places.length && !stopped) {
            later(times, index + stride, stride, startNanos);
          }
        };
    var unused =
        place.loop.schedule(comes, Math.max(1, due - clock.nanoTime()), TimeUnit.NANOSECONDS);
  }

  /** Nothing further is begun; calls in flight end for themselves. */
  @Override
  public void stop() {
    stopped = true;
    for (Place place : places) {
      if (place != null) {
        place.loop.execute(place::leave);
      }
    }
  }

  @Override
  public Map<String, Object> counts() {
    int begun = this.begun.get();
    Map<String, Object> counts = new LinkedHashMap<>();
    counts.put("in_data", graphs.size());
    counts.put("completed", completed.get());
    counts.put("failed", failed.get());
    counts.put("unfinished", begun - completed.get() - failed.get());
    counts.put("not_begun", graphs.size() - begun);
    if (arrivals != null) {
      counts.put("waiting", come.get() - begun);
    }
    return counts;
  }

  @Override
  public List<Conversation> said() {
    return List.of();
  }

  /** Where one graph after the other is run; lives on its event loop. */
  private final class Place implements SessionCall.Sender {
    private final Lane lane;
    private final int number;
    private final EventLoop loop;
    private final Map<String, Integer> promptOf = new HashMap<>();
    private @Nullable GraphRun run;
    private int graph;
    private long cameNanos;
    private long letInNanos = Long.MIN_VALUE;
    private boolean gone;

    Place(Lane lane, int number, EventLoop loop) {
      this.lane = lane;
      this.number = number;
      this.loop = loop;
    }

    void nextGraph(long dueNanos) {
      if (gone) {
        return;
      }
      int index = stopped ? graphs.size() : nextGraph.getAndIncrement();
      if (index >= graphs.size()) {
        leave();
        return;
      }
      run(index, dueNanos);
    }

    /** A graph has come: it begins, or waits until another one has ended. */
    void comes(int index, long dueNanos) {
      if (gone) {
        return;
      }
      graph = index;
      cameNanos = dueNanos;
      come.incrementAndGet();
      if (gate.enter(this)) {
        run(index, dueNanos);
      }
    }

    /** The graph that waited begins; what is due before now was held back. */
    private void letIn() {
      if (!gone) {
        letInNanos = clock.nanoTime();
        run(graph, cameNanos);
      }
    }

    private void run(int index, long dueNanos) {
      AgentGraph of = graphs.get(index);
      promptOf.clear();
      for (int i = 0; i < of.calls().size(); i++) {
        promptOf.put(of.calls().get(i).id(), firstPrompt[index] + i);
      }
      begun.incrementAndGet();
      GraphRun begins = new GraphRun(of);
      run = begins;
      schedule(begins.start(), dueNanos);
    }

    private void schedule(List<Ready> calls, long fromNanos) {
      for (Ready ready : calls) {
        long due = fromNanos + Math.round(ready.waitSeconds() * NANOS);
        long wait = Math.max(1, due - clock.nanoTime());
        var unused = loop.schedule(() -> send(ready.call(), due), wait, TimeUnit.NANOSECONDS);
      }
    }

    private void send(AgentCall call, long dueNanos) {
      GraphRun of = run;
      if (gone || of == null) {
        return;
      }
      int prompt = promptOf.getOrDefault(call.id(), 0);
      SessionCall made =
          new SessionCall(
              nextIndex(),
              prompts.get(prompt),
              RequestSession.ofCall(of.id(), call.id()),
              call.model(),
              null,
              null,
              this);
      due(made);
      if (dueNanos < letInNanos) {
        lane.arriveHeld(made.index(), number, dueNanos, loop);
      } else {
        lane.arrive(made.index(), number, dueNanos, null, loop);
      }
    }

    @Override
    public void ended(SessionCall call, StreamEnd end) {
      boolean cut = cutShort(end);
      SessionAnswer answer = SessionAnswer.of(end, backend);
      String id = String.valueOf(call.session().call());
      executor.execute(
          () -> {
            boolean answered = answer.text() != null;
            loop.execute(() -> told(id, answered, cut, end.endNanos()));
          });
    }

    private void told(String call, boolean answered, boolean cut, long endNanos) {
      GraphRun of = run;
      if (of == null) {
        return;
      }
      if (cut) {
        leave(); // what was to follow is not sent
        return;
      }
      List<Ready> ready = new ArrayList<>();
      if (answered) {
        ready.addAll(of.done(call));
      } else {
        var unused = of.failed(call);
      }
      if (of.ended()) {
        (of.tally().completed() ? completed : failed).incrementAndGet();
        run = null;
        ended(endNanos);
      } else {
        schedule(ready, endNanos);
      }
    }

    /** A graph has ended: the next one in this place, or one that waits for any. */
    private void ended(long endNanos) {
      if (arrivals == null) {
        nextGraph(endNanos);
        return;
      }
      Place next = gate.leave();
      if (next != null) {
        next.loop.execute(next::letIn);
      }
      leave();
    }

    void leave() {
      if (!gone) {
        gone = true;
        if (placesAtWork.decrementAndGet() == 0) {
          lane.feedEnded();
        }
      }
    }
  }
}
