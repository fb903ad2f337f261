// SPDX-License-Identifier: Apache-2.0
package llmbench.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Continuous batching with chunked prefill, after vLLM V1's {@code Scheduler.schedule} ({@code
 * vllm/v1/core/sched/scheduler.py}), first come first served. Running sequences are served first,
 * each one token or a piece of its prompt, within the token budget; what is left of budget and
 * seats goes to the waiting ones. Where blocks run out, the last of the running is preempted: it
 * goes back to the head of the queue and is computed again.
 *
 * <p>No clock and no threads: {@link #schedule} plans a step and says what it costs, {@link
 * #complete} makes it happen.
 *
 * @param <T> the owner of a sequence
 */
final class StepScheduler<T> {
  private final int maxNumSeqs;
  private final int maxNumBatchedTokens;
  private final CostModel cost;
  private final KvCache cache;
  private final Deque<Sequence<T>> waiting = new ArrayDeque<>();
  private final List<Sequence<T>> running = new ArrayList<>();
  private long preemptions;
  private long prefixQueries;
  private long prefixHits;

  StepScheduler(int maxNumSeqs, int maxNumBatchedTokens, CostModel cost, KvCache cache) {
    this.maxNumSeqs = maxNumSeqs;
    this.maxNumBatchedTokens = maxNumBatchedTokens;
    this.cost = cost;
    this.cache = cache;
  }

  void add(Sequence<T> sequence) {
    // One that was aborted on its way here has nothing to do.
    if (!sequence.finished()) {
      waiting.add(sequence);
    }
  }

  /** Forgets the sequence, wherever it is; nothing happens if it has finished. */
  void abort(Sequence<T> sequence) {
    if (running.remove(sequence)) {
      sequence.release(cache);
    } else {
      waiting.remove(sequence);
    }
    sequence.finish();
  }

  /** Plans the next step; null if there is nothing to do. */
  @Nullable Step<T> schedule() {
    List<Sequence<T>> taking = new ArrayList<>(running.size() + 1);
    int budget = maxNumBatchedTokens;
    int prefill = 0;
    boolean preempted = false;
    for (int i = 0; i < running.size() && budget > 0; i++) {
      Sequence<T> sequence = running.get(i);
      int tokens = Math.min(sequence.remaining(), budget);
      while (i < running.size() && !cache.fits(sequence.blocksToCompute(tokens))) {
        preemptLast();
        preempted = true;
      }
      if (i < running.size()) {
        prefill += sequence.prefilling() ? tokens : 0;
        sequence.plan(cache, tokens);
        taking.add(sequence);
        budget -= tokens;
      }
    }
    while (!preempted && !waiting.isEmpty() && running.size() < maxNumSeqs && budget > 0) {
      Sequence<T> sequence = waiting.element();
      sequence.holdCachedPrefix(cache);
      if (!cache.fits(sequence.blocksToCompute(sequence.remaining()))) {
        sequence.release(cache);
        break;
      }
      waiting.remove();
      if (cache.prefixCaching() && sequence.cachedTokens() < 0) {
        prefixQueries += sequence.promptLength();
        prefixHits += sequence.promptLength() + sequence.produced() - sequence.remaining();
      }
      sequence.noteCachedTokens();
      int tokens = Math.min(sequence.remaining(), budget);
      prefill += tokens;
      sequence.plan(cache, tokens);
      running.add(sequence);
      taking.add(sequence);
      budget -= tokens;
    }
    return taking.isEmpty()
        ? null
        : new Step<>(taking, prefill, cost.nanos(taking.size(), prefill));
  }

  /** Ends a step. Returns the sequences that got a token, in order; some are now finished. */
  List<Sequence<T>> complete(Step<T> step) {
    List<Sequence<T>> produced = new ArrayList<>(step.sequences().size());
    boolean anyFinished = false;
    for (Sequence<T> sequence : step.sequences()) {
      if (!sequence.finished() && sequence.advance(cache)) {
        produced.add(sequence);
        if (sequence.finished()) {
          sequence.release(cache);
          anyFinished = true;
        }
      }
    }
    if (anyFinished) {
      running.removeIf(Sequence::finished);
    }
    return produced;
  }

  private void preemptLast() {
    Sequence<T> last = running.remove(running.size() - 1);
    last.release(cache);
    waiting.addFirst(last);
    preemptions++;
  }

  int running() {
    return running.size();
  }

  int waiting() {
    return waiting.size();
  }

  long preemptions() {
    return preemptions;
  }

  /** Prompt tokens looked up in the prefix cache. */
  long prefixQueries() {
    return prefixQueries;
  }

  /** Prompt tokens found there. */
  long prefixHits() {
    return prefixHits;
  }

  boolean resetPrefixCache() {
    return cache.reset();
  }

  double kvUsage() {
    return cache.usage();
  }
}
