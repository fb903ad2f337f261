// SPDX-License-Identifier: Apache-2.0
package llmbench.plan;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * One cell of the batch: an input/output length pair run at one concurrency, or a repeat of it.
 *
 * @param number position in the batch, from 1, io pair outer and concurrency inner
 * @param run 1, or the number of the repeat
 * @param inputLen tokens of each prompt, at least 1; null where the dataset decides
 * @param outputLen tokens asked of each answer, at least 1; null where the dataset decides
 * @param maxConcurrency most requests in flight at once, at least 1; null for no limit (vLLM's
 *     default)
 * @param numPrompts requests asked for, at least 1; {@link #ALL} for all that the dataset has
 * @param given requests that the dataset gave; null where it gave as many as were asked for, or
 *     before it did
 * @param requestRate requests per second in the mean, above 0; {@link Double#POSITIVE_INFINITY} for
 *     all at once (vLLM's default)
 * @param probe which probe of a search it is; null outside of a search
 */
public record Case(
    int number,
    int run,
    @Nullable Integer inputLen,
    @Nullable Integer outputLen,
    @Nullable Integer maxConcurrency,
    int numPrompts,
    @Nullable Integer given,
    double requestRate,
    @Nullable SearchProbe probe) {

  /**
   * A probe of a search for a limit. Load and number of requests are known when it begins.
   *
   * @param cell what is searched, such as {@code io256x256_mcinf}: the name that all its probes
   *     have in common
   * @param number from 1
   */
  public record SearchProbe(String cell, int number) {}

  /** {@code numPrompts} of a case that sends whatever its dataset has. */
  public static final int ALL = Integer.MAX_VALUE;

  /** A run whose dataset gives as many requests as it is asked for. */
  public Case(
      int number,
      int run,
      @Nullable Integer inputLen,
      @Nullable Integer outputLen,
      @Nullable Integer maxConcurrency,
      int numPrompts) {
    this(
        number,
        run,
        inputLen,
        outputLen,
        maxConcurrency,
        numPrompts,
        null,
        Double.POSITIVE_INFINITY,
        null);
  }

  /** The first run of a cell. */
  public Case(
      int number,
      @Nullable Integer inputLen,
      @Nullable Integer outputLen,
      @Nullable Integer maxConcurrency,
      int numPrompts) {
    this(number, 1, inputLen, outputLen, maxConcurrency, numPrompts);
  }

  /** The same cell in another run. */
  public Case withRun(int other) {
    return new Case(
        number, other, inputLen, outputLen, maxConcurrency, numPrompts, given, requestRate, probe);
  }

  /** The same run when its dataset has given so many requests. */
  public Case withGiven(int requests) {
    return new Case(
        number,
        run,
        inputLen,
        outputLen,
        maxConcurrency,
        numPrompts,
        requests == numPrompts ? null : Integer.valueOf(requests),
        requestRate,
        probe);
  }

  /** The same cell with requests that come at a rate. */
  public Case withRate(double perSecond) {
    return new Case(
        number, run, inputLen, outputLen, maxConcurrency, numPrompts, given, perSecond, probe);
  }

  /** The same cell as a probe of a search. */
  public Case withProbe(int position, SearchProbe of) {
    return new Case(
        position, run, inputLen, outputLen, maxConcurrency, numPrompts, given, requestRate, of);
  }

  /** The same probe with the load that is tried. */
  public Case withLoad(@Nullable Integer concurrency, double perSecond, int requests) {
    return new Case(
        number, run, inputLen, outputLen, concurrency, requests, given, perSecond, probe);
  }

  /** Most requests that are to be sent; null where all are. */
  public @Nullable Integer limit() {
    return numPrompts == ALL ? null : Integer.valueOf(numPrompts);
  }

  /** Requests asked for; of a case that sends all, those there are, or 0 before that is known. */
  public int asked() {
    if (numPrompts == ALL) {
      return given == null ? 0 : given;
    }
    return numPrompts;
  }

  /** Requests that are sent. */
  public int requests() {
    return given == null ? numPrompts : given;
  }

  /**
   * The case's short name, such as {@code io256x256_mc1_np10}, and {@code io256x256_mc1_np10_run2}
   * from the second run on; unique within a plan. That of a probe is {@code
   * io256x256_mcinf_probe3}.
   */
  public String name() {
    return run == 1 ? cellName() : cellName() + "_run" + run;
  }

  /**
   * The name that all runs of the cell have in common, such as {@code io256x256_mc1_np10}, or
   * {@code io256x256_mcinf_np10_rr2.5} with a request rate.
   */
  public String cellName() {
    return probe == null
        ? lengthsName() + concurrencyName() + promptsName() + rateName()
        : probe.cell() + "_probe" + probe.number();
  }

  /** The part of the name that says the lengths: {@code io256x256_}; empty without them. */
  public String lengthsName() {
    return inputLen == null ? "" : "io" + inputLen + "x" + outputLen + "_";
  }

  /** The part of the name that says the concurrency: {@code mc8}, {@code mcinf}. */
  public String concurrencyName() {
    return "mc" + (maxConcurrency == null ? "inf" : maxConcurrency.toString());
  }

  private String promptsName() {
    return "_np" + (numPrompts == ALL ? "all" : Integer.toString(numPrompts));
  }

  private String rateName() {
    return Double.isInfinite(requestRate)
        ? ""
        : "_rr" + BigDecimal.valueOf(requestRate).stripTrailingZeros().toPlainString();
  }

  /**
   * The name of its result file, as the seed's batch has it: {@code bench_io256x256_mc1_np10.json}.
   */
  public String resultFilename() {
    return "bench_" + name() + ".json";
  }

  /** Users of a closed model, of whom some may find no request to send: the limit. */
  public int users() {
    return maxConcurrency == null ? requests() : maxConcurrency;
  }

  /** Requests that may be in flight at once: the limit, or all of them where there is none. */
  public int slots() {
    return maxConcurrency == null ? requests() : Math.min(maxConcurrency, requests());
  }
}
