// SPDX-License-Identifier: Apache-2.0
package llmbench.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import llmbench.plan.EngineSpec;
import org.jspecify.annotations.Nullable;

/**
 * The embedded engine's scheduler and cost model in virtual time: no clock, no threads, and no
 * client that is late. The same requests always get the same answers, at the speed of arithmetic.
 * It is there for what takes too long in real time: the true figures of a load, and the trial of
 * methods against them.
 *
 * <p>A request joins the queue when it is sent; a step under way does not change, so that it is
 * looked at when that step ends, and at once where the engine is idle. That is what {@link
 * StepLoop} does in real time. Faults and exact mode are not simulated.
 */
public final class VirtualRun {
  private final Iterator<VirtualRequest> requests;
  private final int maxConcurrency;
  private final Consumer<VirtualAnswer> answers;
  private final EngineSpec spec;
  private final StepScheduler<Ask> scheduler;
  private @Nullable VirtualRequest next;
  private int sent;
  private int inFlight;
  private int freeSlots;
  private long nowNanos;

  private static final class Ask {
    private final int index;
    private final VirtualRequest request;
    private final long sentNanos;
    private final long[] tokenNanos;
    private int tokens;

    Ask(int index, VirtualRequest request, long sentNanos) {
      this.index = index;
      this.request = request;
      this.sentNanos = sentNanos;
      this.tokenNanos = new long[request.outputTokens()];
    }
  }

  private VirtualRun(
      EngineSpec spec,
      Iterator<VirtualRequest> requests,
      int maxConcurrency,
      Consumer<VirtualAnswer> answers) {
    this.requests = requests;
    this.maxConcurrency = maxConcurrency;
    this.answers = answers;
    this.spec = spec;
    this.freeSlots = maxConcurrency;
    this.scheduler =
        new StepScheduler<>(
            spec.maxNumSeqs(),
            spec.maxNumBatchedTokens(),
            CostModel.of(spec),
            new KvCache(spec.kvBlocks(), spec.prefixCaching()));
    this.next = requests.hasNext() ? checked(requests.next()) : null;
  }

  /**
   * Sends requests when they are due (an open loop), at most so many at once (with all due at 0, a
   * closed loop). A request that the cap holds back is sent when an answer ends. No two prompts
   * begin alike, so that a prefix cache has nothing to give.
   *
   * @param spec the engine; not in exact mode
   * @param requests in the order of their times; asked for one at a time, so that they may be many
   * @param maxConcurrency most requests in flight, at least 1; {@code Integer.MAX_VALUE} for no cap
   * @param answers takes each answer when it ends
   * @throws IllegalArgumentException in exact mode, with a cap below 1, and where a request does
   *     not fit the engine
   */
  public static void run(
      EngineSpec spec,
      Iterator<VirtualRequest> requests,
      int maxConcurrency,
      Consumer<VirtualAnswer> answers) {
    if (spec.exact() || maxConcurrency < 1) {
      throw new IllegalArgumentException(
          "expected an engine that batches and at least 1 request at once, found "
              + (spec.exact() ? "exact mode" : maxConcurrency));
    }
    new VirtualRun(spec, requests, maxConcurrency, answers).run();
  }

  /**
   * As {@link #run}, all answers kept.
   *
   * @return one for each request, in their order
   */
  public static List<VirtualAnswer> run(
      EngineSpec spec, List<VirtualRequest> requests, int maxConcurrency) {
    List<VirtualAnswer> answers = new ArrayList<>(requests.size());
    run(spec, requests.iterator(), maxConcurrency, answers::add);
    answers.sort(Comparator.comparingInt(VirtualAnswer::index));
    return answers;
  }

  private void run() {
    while (true) {
      sendDue();
      Step<Ask> step = scheduler.schedule();
      if (step != null) {
        nowNanos += step.durationNanos();
        for (Sequence<Ask> sequence : scheduler.complete(step)) {
          took(sequence);
        }
      } else if (next != null) {
        nowNanos = next.dueNanos();
      } else {
        return;
      }
    }
  }

  private void sendDue() {
    while (next != null && next.dueNanos() <= nowNanos && inFlight < maxConcurrency) {
      // A slot that was free before the last step took its request when it was due, within the
      // step; others have become free now.
      Ask ask = new Ask(sent, next, freeSlots > 0 ? next.dueNanos() : nowNanos);
      freeSlots--;
      scheduler.add(new Sequence<>(ask, prompt(next), new int[next.outputTokens()]));
      sent++;
      inFlight++;
      next = requests.hasNext() ? checked(requests.next()) : null;
    }
    freeSlots = maxConcurrency - inFlight;
  }

  private VirtualRequest checked(VirtualRequest request) {
    int tokens = request.promptTokens() + request.outputTokens();
    boolean fits = spec.kvBlocks() == 0 || KvCache.blocksFor(tokens) <= spec.kvBlocks();
    if (tokens > spec.maxModelLen() || !fits) {
      throw new IllegalArgumentException(
          "expected prompt and answer to fit the engine (max_model_len, kv_blocks), found "
              + tokens
              + " tokens");
    }
    return request;
  }

  private void took(Sequence<Ask> sequence) {
    Ask ask = sequence.owner();
    ask.tokenNanos[ask.tokens++] = nowNanos;
    if (sequence.finished()) {
      inFlight--;
      answers.accept(new VirtualAnswer(ask.index, ask.request, ask.sentNanos, ask.tokenNanos));
    }
  }

  private int[] prompt(VirtualRequest request) {
    int[] prompt = new int[request.promptTokens()];
    if (spec.prefixCaching()) {
      SplittableRandom random = new SplittableRandom(sent);
      Arrays.setAll(prompt, i -> random.nextInt());
    }
    return prompt;
  }
}
