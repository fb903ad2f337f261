// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import llmbench.dataset.Prompt;
import llmbench.dataset.PromptParts;
import llmbench.recording.NanoClock;
import llmbench.recording.RequestAbout;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is sent when, of what is due; all in the test's own thread. */
class LaneTest {
  private final EventLoop loop = new DefaultEventLoop();

  @AfterEach
  void close() {
    var unused = loop.shutdownGracefully();
  }

  /** A lane that is told by hand what is due and what has ended. */
  private final class Sent implements Lane.Handling, Feed {
    private final Lane lane;
    private final Map<Integer, StreamRequest> flying = new LinkedHashMap<>();
    private final List<Integer> held = new ArrayList<>();
    private int dropped;
    private boolean done;

    Sent(Gates gates) {
      lane = new Lane(this, this, gates, NanoClock.SYSTEM);
    }

    void due(int index) {
      lane.arrive(index, 0, 0, null, loop);
    }

    void first(int index) {
      Flight flight = Objects.requireNonNull(flying.get(index)).flight();
      if (flight != null) {
        flight.read(1);
      }
    }

    void end(int index) {
      StreamRequest request = Objects.requireNonNull(flying.remove(index));
      lane.ended(request, loop);
    }

    @Override
    public byte[] body(int index) {
      return new byte[0];
    }

    @Override
    public StreamRequest request(
        int index, int user, long intendedNanos, long releasedNanos, byte @Nullable [] body) {
      if (releasedNanos != RequestAbout.NOT_HELD) {
        held.add(index);
      }
      return new StreamRequest(
          index, "", new Prompt("", 1, 1, PromptParts.NONE), intendedNanos, new byte[0]);
    }

    @Override
    public void send(Lane of, StreamRequest request, EventLoop on) {
      flying.put(request.index(), request);
    }

    @Override
    public void done() {
      done = true;
    }

    @Override
    public void dropped(int user) {
      dropped++;
    }

    @Override
    public void begin(Lane of, List<EventLoop> loops, long startNanos) {}

    @Override
    public void stop() {
      lane.feedEnded();
    }
  }

  @Test
  void capHoldsThoseBackThatCameLast() {
    Sent sent = new Sent(new Gates(2, Gate.OPEN));
    for (int i = 0; i < 4; i++) {
      sent.due(i);
    }
    assertThat(sent.flying).containsOnlyKeys(0, 1);
    sent.end(1);
    assertThat(sent.flying).containsOnlyKeys(0, 2);
    sent.end(0);
    sent.end(2);
    sent.lane.feedEnded();
    assertThat(sent.done).isFalse();
    sent.end(3);
    assertThat(sent.done).isTrue();
    assertThat(sent.held).containsExactly(2, 3);
  }

  @Test
  void whatAFeedHeldBackIsToldAsHeldThoughNoGateDoes() {
    Sent sent = new Sent(new Gates(Gate.OPEN, Gate.OPEN));
    sent.due(0);
    sent.lane.arriveHeld(1, 0, 0, loop);
    assertThat(sent.flying).containsOnlyKeys(0, 1);
    assertThat(sent.held).containsExactly(1);
    assertThat(sent.lane.arrived()).isEqualTo(2);
    sent.end(0);
    sent.end(1);
    sent.lane.feedEnded();
    assertThat(sent.done).isTrue();
  }

  @Test
  void prefillsAreHeldBackUntilAnotherHasItsFirstOutputOrHasEnded() {
    Sent sent = new Sent(new Gates(3, 1));
    for (int i = 0; i < 5; i++) {
      sent.due(i);
    }
    assertThat(sent.flying).containsOnlyKeys(0);
    sent.first(0);
    assertThat(sent.flying).containsOnlyKeys(0, 1);
    sent.first(0); // a second chunk lets nobody in
    assertThat(sent.flying).containsOnlyKeys(0, 1);
    sent.end(1); // without output
    assertThat(sent.flying).containsOnlyKeys(0, 2);
    sent.first(2);
    assertThat(sent.flying).as("three in flight").containsOnlyKeys(0, 2, 3);
    sent.first(3);
    assertThat(sent.flying).as("the cap").containsOnlyKeys(0, 2, 3);
    sent.end(0);
    assertThat(sent.flying).containsOnlyKeys(2, 3, 4);
    assertThat(sent.held).containsExactly(1, 2, 3, 4);
  }

  @Test
  void whatWaitsInAStoppedLaneIsNeverSent() {
    Sent sent = new Sent(new Gates(2, 1));
    for (int i = 0; i < 1_000; i++) {
      sent.due(i);
    }
    assertThat(sent.flying).containsOnlyKeys(0);
    sent.lane.stop();
    assertThat(sent.lane.unsent()).isEqualTo(999);
    assertThat(sent.lane.inFlight()).isEqualTo(1);
    sent.end(0);
    assertThat(sent.flying).isEmpty();
    assertThat(sent.done).isTrue();
    assertThat(sent.lane.unsent()).isEqualTo(999);
    assertThat(sent.lane.ended()).isTrue();
    assertThat(sent.dropped).as("whose users are free").isEqualTo(999);
  }

  @Test
  void lanesShareTheirGates() {
    Gates gates = new Gates(2, Gate.OPEN);
    Sent load = new Sent(gates);
    Sent beside = new Sent(gates);
    load.due(0);
    load.due(1);
    beside.due(0);
    beside.due(1);
    load.due(2);
    assertThat(beside.flying).isEmpty();
    load.end(0);
    assertThat(beside.flying).containsOnlyKeys(0);
    beside.lane.stop();
    load.end(1);
    assertThat(beside.flying).as("one is dropped").containsOnlyKeys(0);
    assertThat(load.flying).containsOnlyKeys(2);
    beside.end(0);
    assertThat(beside.done).isTrue();
    assertThat(load.done).isFalse();
  }
}
