// SPDX-License-Identifier: Apache-2.0
package llmbench.metrics;

import java.util.Iterator;
import java.util.List;
import java.util.function.LongSupplier;
import llmbench.plan.MetricSpec;
import llmbench.recording.RequestRecord;

/**
 * Everything computed of one case.
 *
 * @param durationSeconds from the load's beginning, or from the earliest time that any request,
 *     failed ones and retries included, was due or sent, to the latest time that one ended; 0
 *     without records
 * @param figures vLLM's figures by our reading: the result's top level
 * @param vllmDefinitions the same by vLLM's reading
 * @param peakInFlight most tries in flight at once, failed ones included, each from send to end,
 *     the end excluded
 * @param peakOutputChunksPerSecond as {@link ServingFigures#maxOutputTokensPerSecond}, of chunks
 *     that carry output only
 * @param tokens sources and shape of the token counts
 * @param failures failed requests by kind, the most frequent first; empty if none failed
 * @param retries tries that were sent again
 * @param cancelled requests that the client ended on purpose
 * @param requests what was measured of each request
 * @param further what vLLM does not have: steady window, intervals, slices and so on
 */
public record ServingMetrics(
    double durationSeconds,
    ServingFigures figures,
    ServingFigures vllmDefinitions,
    int peakInFlight,
    double peakOutputChunksPerSecond,
    TokenCounts tokens,
    List<FailureGroup> failures,
    RetryCounts retries,
    CancelledCounts cancelled,
    RequestSamples requests,
    FurtherFigures further) {

  /** Copies the list. */
  public ServingMetrics {
    failures = List.copyOf(failures);
  }

  /**
   * Computes a case's metrics, reading the records once, in any order.
   *
   * @param records a case's records; only those marked last stand for a request, the others are
   *     retries
   * @param spec percentiles and limits
   */
  public static ServingMetrics of(Iterable<RequestRecord> records, MetricSpec spec) {
    return of(records.iterator(), spec);
  }

  /**
   * The same of records that can be read only once, such as those of a file.
   *
   * @param records a case's records
   * @param spec percentiles and limits
   */
  public static ServingMetrics of(Iterator<RequestRecord> records, MetricSpec spec) {
    return of(records, spec, () -> Long.MAX_VALUE);
  }

  /**
   * The same of a load that began before its first request was due.
   *
   * @param records a case's records
   * @param spec percentiles and limits
   * @param loadBegan when the load began, on the records' clock; {@link Long#MAX_VALUE} if it is
   *     not known. Asked after the last record
   */
  public static ServingMetrics of(
      Iterator<RequestRecord> records, MetricSpec spec, LongSupplier loadBegan) {
    MetricsPass pass = new MetricsPass();
    records.forEachRemaining(pass::add);
    return pass.finish(spec, loadBegan.getAsLong());
  }

  /** The figures without the samples, which may be large. */
  public ServingMetrics withoutRequests() {
    return new ServingMetrics(
        durationSeconds,
        figures,
        vllmDefinitions,
        peakInFlight,
        peakOutputChunksPerSecond,
        tokens,
        failures,
        retries,
        cancelled,
        new RequestSamples(new RequestTable(), new int[0], 0),
        further);
  }

  /** Requests that were sent: completed and failed. */
  public int sent() {
    return figures.completed() + figures.failed();
  }

  /** Failed requests as a share of those sent; 0 if none was sent. */
  double failedRatio() {
    return sent() == 0 ? 0 : (double) figures.failed() / sent();
  }
}
