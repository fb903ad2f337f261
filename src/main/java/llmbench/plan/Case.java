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
 * @param numPrompts requests asked for, at least 1
 * @param given requests that the dataset gave; null where it gave as many as were asked for, or
 *     before it did
 * @param requestRate requests per second in the mean, above 0; {@link Double#POSITIVE_INFINITY} for
 *     all at once (vLLM's default)
 */
public record Case(
    int number,
    int run,
    @Nullable Integer inputLen,
    @Nullable Integer outputLen,
    @Nullable Integer maxConcurrency,
    int numPrompts,
    @Nullable Integer given,
    double requestRate) {

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
        Double.POSITIVE_INFINITY);
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
        number, other, inputLen, outputLen, maxConcurrency, numPrompts, given, requestRate);
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
        requestRate);
  }

  /** The same cell with requests that come at a rate. */
  public Case withRate(double perSecond) {
    return new Case(number, run, inputLen, outputLen, maxConcurrency, numPrompts, given, perSecond);
  }

  /** Requests that are sent. */
  public int requests() {
    return given == null ? numPrompts : given;
  }

  /**
   * The case's short name, such as {@code io256x256_mc1_np10}, and {@code io256x256_mc1_np10_run2}
   * from the second run on; unique within a plan.
   */
  public String name() {
    return run == 1 ? cellName() : cellName() + "_run" + run;
  }

  /**
   * The name that all runs of the cell have in common, such as {@code io256x256_mc1_np10}, or
   * {@code io256x256_mcinf_np10_rr2.5} with a request rate.
   */
  public String cellName() {
    String io = inputLen == null ? "" : "io" + inputLen + "x" + outputLen + "_";
    String mc = maxConcurrency == null ? "inf" : maxConcurrency.toString();
    return io + "mc" + mc + "_np" + numPrompts + rateName();
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
