// SPDX-License-Identifier: Apache-2.0
package llmbench.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Runs a scheduler in virtual time, exactly and at once. */
final class VirtualEngine {
  final StepScheduler<Client> scheduler;

  /** Prefilled tokens of the steps that had any. */
  final List<Integer> prefills = new ArrayList<>();

  int largestStep;
  private long nowNanos;

  VirtualEngine(int seats, int budget, CostModel cost, int blocks, boolean prefixCaching) {
    scheduler = new StepScheduler<>(seats, budget, cost, new KvCache(blocks, prefixCaching));
  }

  double nowMillis() {
    return nowNanos / 1e6;
  }

  /** A prompt that begins as every other of the same seed. */
  static int[] prompt(long seed, int length) {
    return new SplittableRandom(seed).ints(length, 0, 50_000).toArray();
  }

  Client submit(int promptLength, int outputLength) {
    return submit(prompt(promptLength, promptLength), outputLength);
  }

  Client submit(int[] prompt, int outputLength) {
    Client client = new Client(prompt, outputLength, nowMillis());
    scheduler.add(client.sequence);
    return client;
  }

  /** One step, if there is anything to do. */
  boolean step() {
    Step<Client> step = scheduler.schedule();
    if (step == null) {
      return false;
    }
    if (step.prefillTokens() > 0) {
      prefills.add(step.prefillTokens());
    }
    largestStep =
        Math.max(largestStep, step.sequences().stream().mapToInt(Sequence::scheduled).sum());
    nowNanos += step.durationNanos();
    for (Sequence<Client> sequence : scheduler.complete(step)) {
      sequence.owner().tokenMillis.add(nowMillis());
    }
    return true;
  }

  void runAll() {
    while (step()) {
      // Until nobody is left.
    }
  }

  /** {@code total} requests, {@code concurrency} at a time, each replaced when it ends. */
  List<Client> closedLoop(int concurrency, int total, int promptLength, int outputLength) {
    List<Client> clients = new ArrayList<>();
    while (clients.size() < Math.min(concurrency, total)) {
      clients.add(submit(promptLength, outputLength));
    }
    while (step()) {
      long ended = clients.stream().filter(client -> client.sequence.finished()).count();
      while (clients.size() < total && clients.size() - ended < concurrency) {
        clients.add(submit(promptLength, outputLength));
      }
    }
    return clients;
  }

  static final class Client {
    final Sequence<Client> sequence;
    final int asked;
    final List<Double> tokenMillis = new ArrayList<>();
    private final double submittedMillis;

    Client(int[] prompt, int outputLength, double submittedMillis) {
      this.sequence = new Sequence<>(this, prompt, prompt(99, outputLength));
      this.asked = outputLength;
      this.submittedMillis = submittedMillis;
    }

    double ttft() {
      return tokenMillis.get(0) - submittedMillis;
    }
  }
}
