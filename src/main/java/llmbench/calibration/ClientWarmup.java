// SPDX-License-Identifier: Apache-2.0
package llmbench.calibration;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import llmbench.backend.Backend;
import llmbench.backend.Payload;
import llmbench.dataset.Prompt;
import llmbench.gatling.Calibration;
import llmbench.gatling.RecordFinisher;
import llmbench.gatling.StreamEnd;
import llmbench.gatling.StreamRequest;
import llmbench.recording.NanoClock;
import llmbench.recording.RecordHeader;
import llmbench.recording.RecordLog;
import org.jspecify.annotations.Nullable;

/**
 * Drives the whole streaming path, from building a request to writing its record, against an {@link
 * ExactServer}: first fast, until the client is warm ({@link CostWatch}) or {@value
 * #MAX_WARM_MILLIS} ms have passed; then at a steady pace, to measure the {@link NoiseFloor}.
 *
 * <p>The pace keeps all streams together at no more than {@value #MAX_FRAMES_PER_SECOND} frames a
 * second, so that two cores that also run the engine are not what is measured.
 */
public final class ClientWarmup implements Calibration {
  static final int MAX_WARM_MILLIS = 3_500;
  static final int MAX_FRAMES_PER_SECOND = 25_000;

  private static final int INTERVAL_MILLIS = 300;
  private static final int MEASURE_MILLIS = 1_000;
  private static final int TOKENS = 20;
  private static final int FEW_TOKENS = 5;
  private static final double FAST_ITL_MILLIS = 0.2;
  private static final double STEADY_ITL_MILLIS = 5;

  /** While warming up, one request in so many is the last of its connection. */
  private static final int REQUESTS_A_CONNECTION = 4;

  private static final int POLL_MILLIS = 5;
  private static final int LONG_REQUEST_MILLIS = 1_000;

  private enum Phase {
    WARMING,
    MEASURING,
    OVER
  }

  private final int wanted;
  private final int users;
  private final Backend backend;
  private final Payload payload = new Payload("llmbench/embedded", true, null, Map.of());
  private final Consumer<String> say;
  private final NanoClock clock = NanoClock.SYSTEM;
  private final AtomicInteger count = new AtomicInteger();
  private final LongAdder frames = new LongAdder();
  private final AtomicInteger failed = new AtomicInteger();
  private final ConcurrentLinkedQueue<StreamEnd> measured = new ConcurrentLinkedQueue<>();
  private final CostWatch cost = new CostWatch();
  private @Nullable Process launched;
  private @Nullable ExactServer server;
  private @Nullable RecordLog<StreamEnd> log;
  private @Nullable Path logFile;
  private volatile Phase phase = Phase.OVER;
  private volatile boolean stopped;
  private volatile long measuringFromNanos;
  private volatile String url = "";
  private int tokens = TOKENS;
  private long warmMillis;
  private volatile Instant began = Instant.EPOCH;
  private volatile @Nullable ClientFloor result;

  /**
   * Launches the engine's process, which gets ready while the simulation does.
   *
   * @param streams the highest concurrency of the plan
   * @param backend whose route and body are used; the engine must speak it
   * @param say prints a line for the user
   */
  public ClientWarmup(int streams, Backend backend, Consumer<String> say) {
    this.wanted = streams;
    this.users = Math.min(streams, OpenFiles.left());
    this.backend = backend;
    this.say = say;
    try {
      launched = ExactServer.launch();
    } catch (IOException e) {
      launched = null;
    }
  }

  @Override
  public int users() {
    return users;
  }

  @Override
  public void begin() {
    try {
      ExactServer started = serverOf(launched);
      server = started;
      double streamMillis = 1e3 * users / MAX_FRAMES_PER_SECOND;
      tokens = streamMillis * TOKENS > LONG_REQUEST_MILLIS ? FEW_TOKENS : TOKENS;
      double fast = Math.max(FAST_ITL_MILLIS, streamMillis);
      started.pace(fast, fast);
      url = started.baseUrl() + backend.endpoint();
      Path file = Files.createTempFile("llmbench-warmup", ".jsonl");
      logFile = file;
      log =
          RecordLog.open(
              file,
              new RecordHeader("client warm-up", 0, 0, 1),
              new RecordFinisher(backend, clock.nanoTime(), null, true),
              1,
              record -> {},
              failure -> {});
      phase = Phase.WARMING;
      Thread watch = new Thread(() -> watch(started), "llmbench-warmup");
      watch.setDaemon(true);
      watch.start();
    } catch (IOException e) {
      result = ClientFloor.none("the exact engine could not be used: " + e.getMessage());
    }
  }

  private static ExactServer serverOf(@Nullable Process process) throws IOException {
    try {
      if (process != null) {
        return ExactServer.ofProcess(process);
      }
    } catch (IOException e) {
      // In this process, then.
    }
    return ExactServer.here();
  }

  private void watch(ExactServer exact) {
    OperatingSystemMXBean os = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long start = clock.nanoTime();
    try {
      long cpu = os.getProcessCpuTime();
      long seen = frames.sum();
      while (!cost.warm() && millisSince(start) < MAX_WARM_MILLIS) {
        Thread.sleep(INTERVAL_MILLIS);
        long cpuNow = os.getProcessCpuTime();
        long seenNow = frames.sum();
        cost.interval(cpuNow - cpu, seenNow - seen);
        cpu = cpuNow;
        seen = seenNow;
      }
      warmMillis = millisSince(start);
      double itl = Math.max(STEADY_ITL_MILLIS, 1e3 * users / MAX_FRAMES_PER_SECOND);
      exact.pace(itl, itl);
      settle();
      Thread.sleep(Math.max(MEASURE_MILLIS, Math.round(2.2 * itl * tokens)));
    } catch (IOException e) {
      if (!stopped) { // else its server is gone
        say.accept("WARNING: client warm-up: " + e.getMessage());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      phase = Phase.OVER;
    }
  }

  /** Waits until every user has ended a request at the new pace, so that no queue is left over. */
  private void settle() throws InterruptedException {
    measuringFromNanos = clock.nanoTime();
    phase = Phase.MEASURING;
    long start = measuringFromNanos;
    while (measured.size() < users && millisSince(start) < MEASURE_MILLIS) {
      Thread.sleep(POLL_MILLIS);
    }
    measuringFromNanos = clock.nanoTime();
    measured.clear();
  }

  private long millisSince(long nanos) {
    return (clock.nanoTime() - nanos) / 1_000_000;
  }

  @Override
  public String url() {
    return url;
  }

  @Override
  public @Nullable StreamRequest next() {
    if (stopped || phase == Phase.OVER) {
      return null;
    }
    int index = count.getAndIncrement();
    if (index == 0) {
      began = Instant.now();
    }
    Prompt prompt = new Prompt("The client warms up before it measures.", -1, tokens);
    return new StreamRequest(
        index, "warm-up-" + index, prompt, clock.nanoTime(), backend.body(prompt, payload));
  }

  @Override
  public boolean closes(StreamRequest request) {
    return phase == Phase.WARMING && request.index() % REQUESTS_A_CONNECTION == 0;
  }

  @Override
  public void ended(StreamEnd end) {
    frames.add(end.capture().chunkCount());
    RecordLog<StreamEnd> to = log;
    if (to != null) {
      to.append(end);
    }
    if (!end.outcome().completed()) {
      failed.incrementAndGet();
    } else if (phase != Phase.WARMING) {
      measured.add(end);
    }
  }

  @Override
  public void stop() {
    stopped = true;
  }

  @Override
  public void finish() {
    try {
      ExactServer exact = server;
      if (exact != null && result == null) {
        NoiseFloor floor = NoiseFloor.of(sinceMeasuring(), exact.written());
        result =
            floor.requests() == 0
                ? ClientFloor.none("no request of the warm-up could be compared")
                : new ClientFloor(floor, null, settings(exact));
      }
    } catch (IOException e) {
      result = ClientFloor.none("the exact engine's record could not be read: " + e.getMessage());
    } finally {
      close();
    }
    ClientFloor made = result;
    if (made != null) {
      say.accept(made.line());
    }
  }

  private List<StreamEnd> sinceMeasuring() {
    return measured.stream().filter(end -> end.sentNanos() - measuringFromNanos >= 0).toList();
  }

  private Map<String, Object> settings(ExactServer exact) {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("streams", users);
    if (users < wanted) {
      settings.put("capped_by", "limit of open files");
      settings.put("streams_wanted", wanted);
    }
    settings.put("engine", exact.ownProcess() ? "own process" : "in process: an upper bound");
    settings.put("warm_up_began", began.toString());
    settings.put("warm_up_ms", warmMillis);
    settings.put("warm", cost.warm());
    settings.put("warm_up_requests", count.get());
    settings.put("warm_up_failed", failed.get());
    return settings;
  }

  private void close() {
    try {
      if (log != null) {
        log.close();
      }
      if (logFile != null) {
        Files.deleteIfExists(logFile);
      }
    } catch (IOException e) {
      say.accept("WARNING: client warm-up: " + e.getMessage());
    }
    if (server != null) {
      server.close();
    } else if (launched != null) {
      launched.destroy();
    }
    measured.clear();
  }

  /** What was measured; null before the end. */
  public @Nullable ClientFloor result() {
    return result;
  }

  /** Ends the engine's process, should it still run; the JVM is ending. */
  public void endProcess() {
    Process process = launched;
    if (process != null) {
      process.destroy();
    }
  }

  /** Ends the engine's process if the warm-up will not take place. */
  public void cancel() {
    phase = Phase.OVER;
    close();
  }
}
