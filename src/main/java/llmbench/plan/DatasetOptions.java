// SPDX-License-Identifier: Apache-2.0
package llmbench.plan;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one data set is told beside what all are. A record for each kind. Lengths of answers are the
 * case's ({@link Case#outputLen}).
 */
public sealed interface DatasetOptions {

  /**
   * {@code random}.
   *
   * @param inputRangeRatio vLLM's {@code --random-range-ratio} for the input, in [0, 1)
   * @param outputRangeRatio the same for the output, in [0, 1)
   * @param prefixLen vLLM's {@code --random-prefix-len}: tokens of the prefix that all prompts
   *     share, 0 or more
   * @param batchSize vLLM's {@code --random-batch-size}: texts of one request, 1 or more
   */
  record Random(double inputRangeRatio, double outputRangeRatio, int prefixLen, int batchSize)
      implements DatasetOptions {}

  /**
   * {@code random} with options of our own: the generator and the order of draws are those of
   * {@code random}.
   *
   * @param lengths how long prompts and answers are
   * @param prefixLen tokens of the prefix that all prompts share, 0 or more
   * @param pool further prefixes; null for none
   * @param tokenIds whether prompts are token ids, so that lengths are exact
   */
  record Synthetic(
      SyntheticLengths lengths, int prefixLen, @Nullable PrefixPool pool, boolean tokenIds)
      implements DatasetOptions {}

  /**
   * {@code random-mm}.
   *
   * @param inputRangeRatio as for {@link Random}
   * @param outputRangeRatio as for {@link Random}
   * @param prefixLen as for {@link Random}
   * @param items vLLM's {@code --random-mm-base-items-per-request}, 0 or more
   * @param itemsRangeRatio vLLM's {@code --random-mm-num-mm-items-range-ratio}, in [0, 1]
   * @param limits vLLM's {@code --random-mm-limit-mm-per-prompt}: most items of each modality that
   *     a bucket has
   * @param buckets vLLM's {@code --random-mm-bucket-config} without those of weight 0, at least one
   */
  record RandomMm(
      double inputRangeRatio,
      double outputRangeRatio,
      int prefixLen,
      int items,
      double itemsRangeRatio,
      Map<String, Integer> limits,
      List<MediaBucket> buckets)
      implements DatasetOptions {}

  /**
   * {@code random-rerank}.
   *
   * @param inputLen vLLM's {@code --random-input-len}: tokens of a query and a document together
   *     for a reranker, of each of them otherwise; at least 1
   * @param inputRangeRatio in [0, 1)
   * @param batchSize documents of one request, 1 or more
   * @param reranker false for vLLM's {@code --no-reranker}: the query is a text of the batch
   */
  record RandomRerank(int inputLen, double inputRangeRatio, int batchSize, boolean reranker)
      implements DatasetOptions {}

  /**
   * {@code prefix_repetition}.
   *
   * @param prefixLen tokens of each prefix, at least 1
   * @param suffixLen tokens after it, at least 1
   * @param numPrefixes how many prefixes there are, at least 1
   */
  record PrefixRepetition(int prefixLen, int suffixLen, int numPrefixes)
      implements DatasetOptions {}

  /** {@code sharegpt}. */
  record ShareGpt() implements DatasetOptions {}

  /**
   * {@code sonnet}.
   *
   * @param inputLen vLLM's {@code --sonnet-input-len}: tokens of a prompt at most, at least 1
   * @param prefixLen vLLM's {@code --sonnet-prefix-len}: tokens of lines that all prompts share, 0
   *     or more
   * @param rendered whether the chat template's text is sent, or only counted
   */
  record Sonnet(int inputLen, int prefixLen, boolean rendered) implements DatasetOptions {}

  /** {@code custom}. */
  record Custom() implements DatasetOptions {}

  /**
   * {@code custom_image}.
   *
   * @param clientSideData vLLM's {@code --custom-ensure-client-side-data}: pictures are read here
   *     and sent, not only named
   */
  record CustomImage(boolean clientSideData) implements DatasetOptions {}

  /** {@code custom_audio}. */
  record CustomAudio() implements DatasetOptions {}

  /**
   * {@code random-audio}.
   *
   * @param seconds how long a sound is on average, above 0
   * @param rangeRatio lengths vary by this share, in [0, 1)
   */
  record RandomAudio(double seconds, double rangeRatio) implements DatasetOptions {}

  /**
   * {@code media_folder}.
   *
   * @param prompt said with each file
   * @param asFiles whether sounds are sent as files of a form, not in a chat
   */
  record MediaFolder(String prompt, boolean asFiles) implements DatasetOptions {}

  /** {@code requests}: those that a run saved. */
  record Requests() implements DatasetOptions {}

  /** {@code burstgpt}. */
  record BurstGpt() implements DatasetOptions {}

  /**
   * {@code spec_bench}.
   *
   * @param category vLLM's {@code --spec-bench-category}; null for all
   */
  record SpecBench(@Nullable String category) implements DatasetOptions {}

  /**
   * {@code speed_bench}.
   *
   * @param subset vLLM's {@code --speed-bench-dataset-subset}: the file's name without its ending
   * @param category vLLM's {@code --speed-bench-category}; null for all
   */
  record SpeedBench(String subset, @Nullable String category) implements DatasetOptions {}

  /**
   * {@code timed_trace}.
   *
   * @param chunkSize vLLM's {@code --timed-trace-chunk-hash-size}: tokens that a hash stands for
   * @param secondsPerUnit vLLM's {@code --timed-trace-sec-multiplier}, 0 or more
   * @param timestampField name of the field of the arrival
   * @param inputField name of the field of the prompt's length
   * @param outputField name of the field of the answer's length
   * @param hashesField name of the field of the hashes
   */
  record TimedTrace(
      int chunkSize,
      double secondsPerUnit,
      String timestampField,
      String inputField,
      String outputField,
      String hashesField)
      implements DatasetOptions {}

  /**
   * {@code mooncake_trace}, {@code bailian_trace}, {@code azure_trace} and {@code burstgpt_trace}.
   *
   * @param tokenIds whether prompts are token ids, so that lengths are exact
   */
  record Trace(TraceFormat format, boolean tokenIds) implements DatasetOptions {}

  /**
   * {@code hf}: a set of the Hugging Face Hub, or of a folder in its layout.
   *
   * @param subset vLLM's {@code --hf-subset}; null for the set's own
   * @param split vLLM's {@code --hf-split}; null for the set's own
   * @param name vLLM's {@code --hf-name}: which of the Hub's sets the folder holds; null for what
   *     the path says
   * @param noStream vLLM's {@code --no-stream}: all rows are mixed, not a thousand at a time
   * @param columns what to take from a set that vLLM does not know; null for one that it knows
   * @param blazedit which rows of a Blazedit set are taken
   * @param speech which rows of a set of speech are taken
   * @param categories vLLM's {@code --bfcl-categories}
   * @param tokenizer the tokenizer's name, on which the prompts of sets of speech depend; null if
   *     it is not known
   */
  record Hub(
      @Nullable String subset,
      @Nullable String split,
      @Nullable String name,
      boolean noStream,
      @Nullable HubColumns columns,
      Range blazedit,
      Range speech,
      List<String> categories,
      @Nullable String tokenizer)
      implements DatasetOptions {}

  /**
   * Numbers from one to another, both among them.
   *
   * @param least the lowest
   * @param most the highest
   */
  record Range(double least, double most) {
    /** Whether a number is one of them. */
    public boolean has(double number) {
      return number >= least && number <= most;
    }
  }

  /**
   * {@code dataset_mix}.
   *
   * @param parts at least one
   */
  record Mix(List<MixPart> parts) implements DatasetOptions {
    /** How many of so many requests are each part's; whole shares first. */
    public int[] counts(int count) {
      return MixPart.counts(parts, count);
    }
  }

  /**
   * {@code workloads}: classes of requests, each with a data set of its own.
   *
   * @param classes at least one, in the user's order; all with rates or none
   */
  record Workloads(List<Workload> classes) implements DatasetOptions {
    /** Whether each class has arrivals of its own. */
    public boolean rated() {
      return classes.stream().anyMatch(each -> each.rate() != null);
    }

    /** The rate of all classes together, a second; 0 where they have shares. */
    public double requestRate() {
      BigDecimal sum = BigDecimal.ZERO; // of decimals, so that 0.1 and 0.2 are 0.3
      for (Workload each : classes) {
        sum = each.rate() == null ? sum : sum.add(BigDecimal.valueOf(each.rate().perSecond()));
      }
      return sum.doubleValue();
    }

    /** How many of so many requests are each class's, as {@link Mix#counts}. */
    public int[] counts(int count) {
      return new Mix(classes.stream().map(Workload::prompts).toList()).counts(count);
    }
  }

  /**
   * {@code multi_turn}: conversations, led as vLLM's multi-turn benchmark leads them.
   *
   * @param spec how they are led; clients and requests are the case's, see {@link #specOf}
   * @param sessionHeader the header that carries the conversation's id; null for none
   * @param output what is written and shown beside the result
   */
  record MultiTurn(MultiTurnSpec spec, @Nullable String sessionHeader, TalkOutput output)
      implements DatasetOptions {
    /** Whether the id is sent at all, and in which header. */
    @Override
    public @Nullable String sessionHeader() {
      return sessionHeader == null && spec.sendConversationId()
          ? MultiTurnSpec.SESSION_HEADER
          : sessionHeader;
    }

    /** The same for one case: its concurrency is the number of clients. */
    public MultiTurnSpec specOf(Case benchCase) {
      Integer clients = benchCase.maxConcurrency();
      return spec.with(clients == null ? spec.numClients() : clients, benchCase.limit());
    }
  }

  /**
   * {@code agent_graph}: calls that wait for each other.
   *
   * @param maxActive graphs under way at once; null for as many as requests may be in flight, or
   *     without limit where graphs come at a rate
   * @param sessionHeader the header that carries the graph's id; null for none
   */
  record AgentGraphs(@Nullable Integer maxActive, @Nullable String sessionHeader)
      implements DatasetOptions {
    /** Whether a case's graphs come at times of their own, and not when one before has ended. */
    public static boolean timed(Case benchCase) {
      return !Double.isInfinite(benchCase.requestRate());
    }

    /** Graphs under way at once in a case; {@link Integer#MAX_VALUE} for no limit. */
    public int activeIn(Case benchCase) {
      Integer cap = timed(benchCase) ? null : benchCase.maxConcurrency(); // which is about calls
      return maxActive != null ? maxActive : cap != null ? cap : Integer.MAX_VALUE;
    }
  }

  /** The header that carries a conversation's or a graph's id; null for none. */
  default @Nullable String sessionHeader() {
    return null;
  }

  /**
   * Whether prompts are drawn by the seed, so that another seed has others; else rows come again.
   */
  default boolean drawn() {
    return this instanceof Random
        || this instanceof Synthetic
        || this instanceof RandomMm
        || this instanceof RandomRerank
        || this instanceof RandomAudio
        || this instanceof PrefixRepetition;
  }

  /**
   * Whether requests come of what became of others: turns of conversations, calls of graphs. What
   * such a set gives as prompts are not all, or not in the order, that is sent.
   */
  default boolean inSessions() {
    return this instanceof MultiTurn || this instanceof AgentGraphs;
  }
}
