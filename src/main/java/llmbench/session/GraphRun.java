// SPDX-License-Identifier: Apache-2.0
package llmbench.session;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import llmbench.dataset.graph.AgentCall;
import llmbench.dataset.graph.AgentGraph;

/**
 * One agent graph under way: which calls are to be sent, and after which wait. A call that fails
 * takes all that wait for it with it; the others go on. Thread-safe, as calls of one graph may end
 * on several threads at once.
 */
public final class GraphRun {
  /**
   * A call that may be sent.
   *
   * @param call what to send
   * @param waitSeconds from now until it is to be sent: its tool time and its delay
   */
  public record Ready(AgentCall call, double waitSeconds) {}

  /**
   * What became of a graph's calls; they add up to all of them.
   *
   * @param done answered
   * @param failed sent and not answered
   * @param notRun never sent, as a call before them failed
   * @param left waiting or under way
   */
  public record Tally(int done, int failed, int notRun, int left) {
    /** Whether the whole graph was answered. */
    public boolean completed() {
      return failed == 0 && notRun == 0 && left == 0;
    }
  }

  private enum State {
    WAITING,
    READY,
    DONE,
    FAILED,
    NOT_RUN
  }

  private static final class Node {
    private final AgentCall call;
    private final List<Node> children = new ArrayList<>();
    private State state = State.WAITING;
    private int waitsFor;

    Node(AgentCall call) {
      this.call = call;
      this.waitsFor = (int) call.parents().stream().distinct().count();
    }
  }

  private final String id;
  private final Map<String, Node> nodes = new LinkedHashMap<>();
  private boolean started;

  /** A run of that graph, not yet begun. */
  public GraphRun(AgentGraph graph) {
    this.id = graph.id();
    Map<String, Node> byId = new HashMap<>();
    for (AgentCall call : graph.calls()) {
      Node node = new Node(call);
      nodes.put(call.id(), node);
      byId.put(call.id(), node);
    }
    for (Node node : nodes.values()) {
      node.call.parents().stream()
          .distinct()
          .forEach(parent -> Objects.requireNonNull(byId.get(parent)).children.add(node));
    }
  }

  /** The graph's id. */
  public String id() {
    return id;
  }

  /**
   * Begins the graph: the calls that wait for no other, in the graph's order.
   *
   * @throws IllegalStateException if it has begun
   */
  public synchronized List<Ready> start() {
    if (started) {
      throw new IllegalStateException("graph " + id + ": it has begun");
    }
    started = true;
    List<Ready> ready = new ArrayList<>();
    nodes.values().stream().filter(node -> node.waitsFor == 0).forEach(node -> ready(node, ready));
    return ready;
  }

  private static void ready(Node node, List<Ready> ready) {
    node.state = State.READY;
    ready.add(new Ready(node.call, node.call.waitSeconds()));
  }

  /**
   * A call was answered.
   *
   * @return the calls that waited for no other any more, in the graph's order
   * @throws IllegalStateException if the call was not to be sent, or has ended
   */
  public synchronized List<Ready> done(String call) {
    Node node = end(call, State.DONE);
    List<Ready> ready = new ArrayList<>();
    for (Node child : node.children) {
      child.waitsFor--;
      if (child.waitsFor == 0 && child.state == State.WAITING) {
        ready(child, ready);
      }
    }
    return ready;
  }

  /**
   * A call failed.
   *
   * @return how many calls are not run because of it, beyond those of earlier failures
   * @throws IllegalStateException if the call was not to be sent, or has ended
   */
  public synchronized int failed(String call) {
    Deque<Node> after = new ArrayDeque<>(end(call, State.FAILED).children);
    int count = 0;
    while (!after.isEmpty()) {
      Node node = after.remove();
      if (node.state == State.WAITING) {
        node.state = State.NOT_RUN;
        count++;
        after.addAll(node.children);
      }
    }
    return count;
  }

  private Node end(String call, State as) {
    Node node = nodes.get(call);
    if (node == null || node.state != State.READY) {
      throw new IllegalStateException("graph " + id + ": call " + call + " is not under way");
    }
    node.state = as;
    return node;
  }

  /** Whether no call is waiting or under way. */
  public synchronized boolean ended() {
    return started && tally().left() == 0;
  }

  /** What became of its calls so far. */
  public synchronized Tally tally() {
    return new Tally(
        count(State.DONE),
        count(State.FAILED),
        count(State.NOT_RUN),
        count(State.WAITING) + count(State.READY));
  }

  private int count(State state) {
    return (int) nodes.values().stream().filter(node -> node.state == state).count();
  }
}
