// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import llmbench.plan.Plan;
import llmbench.results.ResultContext;
import llmbench.servermetrics.CacheCounters;
import llmbench.servermetrics.CacheTally;
import llmbench.servermetrics.CancelledWork;
import llmbench.servermetrics.CaseWatch;
import llmbench.servermetrics.ServerFigures;
import llmbench.servermetrics.SharedPrefixes;
import org.jspecify.annotations.Nullable;

/** The server's side of one case: from before its load to its figures. */
final class ServerCase {
  private final ServerSide side;
  private final Plan plan;
  private final @Nullable CaseWatch watch;
  private final CacheTally cache;
  private final @Nullable Boolean cacheReset;

  /**
   * @param watch null if nobody wants the server's metrics
   * @param cacheReset whether the server emptied its prefix cache; null if it was not asked to
   */
  ServerCase(
      ServerSide side,
      Plan plan,
      @Nullable CaseWatch watch,
      SharedPrefixes prefixes,
      @Nullable Boolean cacheReset) {
    this.side = side;
    this.plan = plan;
    this.watch = watch;
    this.cacheReset = cacheReset;
    boolean firstSentBefore = plan.numWarmups() > 0 || !plan.readyCheckTimeout().isZero();
    this.cache = new CacheTally(prefixes, firstSentBefore, plan.numWarmups());
  }

  /**
   * A phase before the load has ended: what it did is to be in none of the server's figures.
   *
   * @return from when on they count, on the clock; -1 if from the case's beginning
   */
  long warmUpEnded() {
    return watch == null ? -1 : watch.restart();
  }

  /** The load has ended: the last look at the metrics. */
  void loadEnded() {
    if (watch != null) {
      watch.finish();
    }
  }

  /** Everything that the load left has been taken. */
  void close() {
    side.stopProfiler();
  }

  /** Counts the case's records as they are read. */
  CacheTally cache() {
    return cache;
  }

  /**
   * The server's part of the result.
   *
   * @param sections further members of {@code llmbench}
   * @param decoding vLLM's keys for the result's top level
   * @param line what the console says of the server's own times; empty for nothing
   */
  record Part(Map<String, Object> sections, Map<String, Object> decoding, String line) {
    static final Part NONE = new Part(Map.of(), Map.of(), "");
  }

  /**
   * Sets what the server said beside the figures.
   *
   * @param note takes what a reader of the case must know
   */
  Part part(WorkTally done, Consumer<String> note) {
    Map<String, Object> sections = new LinkedHashMap<>();
    ServerFigures figures = watch == null ? null : watch.figures(done.work(plan.numWarmups()));
    if (figures != null) {
      sections.put("server", figures.section());
      figures.notes().forEach(side::say);
      CancelledWork cancelled = done.cancelled();
      Map<String, Object> became = cancelled == null ? null : figures.cancelled(cancelled);
      if (became != null) {
        sections.put(ResultContext.CANCELLED_SERVER, became);
      }
    }
    CacheCounters counters = figures == null ? null : figures.prefixCache();
    Map<String, Object> cacheSection = cache.section(counters);
    if (cacheReset != null) {
      cacheSection.put("reset_before", cacheReset);
    }
    sections.put("cache", cacheSection);
    String cacheNote = cache.note(counters);
    if (!cacheNote.isEmpty()) {
      note.accept(cacheNote);
    }
    return new Part(
        sections,
        figures == null ? Map.of() : figures.decoding(),
        figures == null ? "" : figures.line());
  }
}
