// SPDX-License-Identifier: Apache-2.0
package llmbench.servermetrics;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import llmbench.recording.NanoClock;
import org.jspecify.annotations.Nullable;

/**
 * Watches the server during one case: a scrape when it is made, one each interval on a thread of
 * its own, and one when it is finished. Nothing that goes wrong here is an error of the case.
 */
public final class CaseWatch {
  private static final long JOIN_MILLIS = 7000;

  /** Requests that were given up may be counted as running for a little longer. */
  private static final long SETTLE_MILLIS = 100;

  private static final int MOST_SETTLING = 10;

  private final Scraper scraper;
  private final long intervalNanos;
  private final NanoClock clock;
  private final List<Pattern> names;
  private final Object lock = new Object();
  private CaseTracks tracks;
  private final @Nullable SeriesFile file;
  private final Thread thread = new Thread(this::watch, "llmbench-server-metrics");
  private final CountDownLatch ended = new CountDownLatch(1);

  private final Map<Integer, Reading> first = new LinkedHashMap<>();
  private final Map<Integer, Reading> last = new LinkedHashMap<>();
  private final Set<String> problems = new LinkedHashSet<>();
  private int scrapes;

  /** Scrapes that the figures are of. */
  private int counted;

  private int failed;
  private long firstNanos;
  private long lastNanos;

  CaseWatch(
      Scraper scraper,
      Duration interval,
      List<Pattern> names,
      NanoClock clock,
      String caseName,
      long anchorEpochMillis,
      long anchorNanos,
      Path file) {
    this.scraper = scraper;
    this.intervalNanos = interval.toNanos();
    this.clock = clock;
    this.names = names;
    this.tracks = new CaseTracks(names);
    Scraper.Scrape scrape = scraper.asked().isEmpty() ? null : scraper.scrape();
    boolean watched = scrape != null && !scraper.asked().isEmpty();
    this.file = watched ? open(file, caseName, anchorEpochMillis, anchorNanos) : null;
    if (scrape != null) {
      take(Track.Stage.BEFORE, scrape);
    }
    scraper.all().stream().filter(Endpoint::absent).forEach(e -> problems.add(e.problem()));
    thread.setDaemon(true);
    if (watched && intervalNanos > 0) {
      thread.start();
    }
  }

  private @Nullable SeriesFile open(
      Path path, String caseName, long anchorEpochMillis, long anchorNanos) {
    List<String> urls = scraper.all().stream().map(e -> e.address().toString()).toList();
    try {
      return new SeriesFile(path, caseName, anchorEpochMillis, anchorNanos, urls);
    } catch (IOException e) {
      problems.add("cannot write " + path + ": " + e);
      return null;
    }
  }

  private void watch() {
    long due = clock.nanoTime() + intervalNanos;
    try {
      while (!ended.await(Math.max(0, due - clock.nanoTime()), TimeUnit.NANOSECONDS)) {
        Scraper.Scrape scrape = scraper.scrape();
        if (ended.getCount() > 0) { // else it may be of the time after the load
          take(Track.Stage.DURING, scrape);
        }
        // A scrape that took long makes none be caught up.
        long late = clock.nanoTime() - due;
        due += intervalNanos * (1 + Math.max(0, late) / intervalNanos);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * What was sent so far is no part of the case: scrapes, and lets the figures begin with that, if
   * every server answered. Those before stay in the series.
   *
   * @return when the scrape was begun, on the clock; -1 if the figures begin where they began
   */
  public synchronized long restart() {
    if (ended.getCount() == 0 || scraper.asked().isEmpty()) {
      return -1;
    }
    Scraper.Scrape scrape = scraper.scrape();
    synchronized (lock) {
      if (scrape.problems().isEmpty()) {
        tracks = new CaseTracks(names);
        first.clear();
        last.clear();
        counted = 0;
      }
      take(Track.Stage.BEFORE, scrape);
    }
    return scrape.problems().isEmpty() ? scrape.sentNanos() : -1;
  }

  /** The load has ended: scrapes once more, until the server says that nothing runs. */
  public synchronized void finish() {
    if (ended.getCount() == 0) {
      return;
    }
    ended.countDown();
    try {
      thread.join(JOIN_MILLIS);
      for (int i = 0; !scraper.asked().isEmpty() && i < MOST_SETTLING; i++) {
        take(Track.Stage.AFTER, scraper.scrape());
        if (busy() == 0) {
          break;
        }
        Thread.sleep(SETTLE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    closeFile();
  }

  private double busy() {
    Map<String, Double> values;
    synchronized (lock) {
      values = tracks.last();
    }
    return values.getOrDefault(Quantity.RUNNING.key(), 0.0)
        + values.getOrDefault(Quantity.WAITING.key(), 0.0);
  }

  private void closeFile() {
    try {
      if (file != null) {
        file.close();
      }
    } catch (IOException e) {
      problems.add("the series file is incomplete: " + e);
    }
  }

  private void take(Track.Stage stage, Scraper.Scrape scrape) {
    synchronized (lock) {
      if (counted > 0 && scrape.sentNanos() < firstNanos) {
        return; // begun before a restart, told after it
      }
      scrapes++;
      counted++;
      failed += scrape.problems().isEmpty() ? 0 : 1;
      problems.addAll(scrape.problems());
      firstNanos = counted == 1 ? scrape.sentNanos() : firstNanos;
      lastNanos = scrape.sentNanos();
      for (Reading reading : scrape.readings()) {
        first.putIfAbsent(reading.endpoint(), reading);
        last.put(reading.endpoint(), reading);
      }
      tracks.add(stage, scrape.sentNanos(), scrape.readings());
      if (file != null) {
        try {
          file.add(stage, scrape, tracks.last(), tracks.lastExtra());
        } catch (IOException e) {
          problems.add("the series file is incomplete: " + e);
        }
      }
    }
  }

  /**
   * What was seen; after {@link #finish}.
   *
   * @param work what the client counted in the case
   */
  public ServerFigures figures(CaseWork work) {
    synchronized (lock) {
      return new ServerFigures(
          tracks,
          scraper.all().stream().map(e -> e.address().toString()).toList(),
          intervalNanos / 1e9,
          scrapes,
          failed,
          (lastNanos - firstNanos) / 1e9,
          new ArrayList<>(problems),
          DecodingFigures.between(
              DecodingCounters.of(List.copyOf(first.values())),
              DecodingCounters.of(List.copyOf(last.values())),
              work.seconds()),
          work);
    }
  }
}
