// SPDX-License-Identifier: Apache-2.0
package llmbench.recording;

import static llmbench.recording.RecordAssertions.assertSame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class RecordLogTest {
  static final RecordHeader HEADER =
      new RecordHeader("io256x256_mc4_np40", 1_780_000_000_000L, 12_345L, 40);

  @TempDir Path folder;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void whatIsWrittenIsReadBackTheSame(long seed) throws IOException {
    RandomRecords random = new RandomRecords(seed);
    List<RequestRecord> records =
        IntStream.range(0, 200).mapToObj(i -> random.next(i, 300)).toList();
    Path file = folder.resolve("new/folder/case.jsonl");
    try (RecordLog<RequestRecord> log = RecordLog.open(file, HEADER)) {
      records.forEach(log::append);
    }
    try (RecordReader reader = RecordReader.open(file)) {
      assertThat(reader.header()).isEqualTo(HEADER);
      assertSame(reader.records().toList(), records);
      assertThat(reader.cutLine()).isEmpty();
    }
    assertThat(Files.readString(file)).as("is UTF-8 to its last byte").endsWith("}\n");
  }

  @Test
  void fiftyThreadsLoseAndMixNothing() throws Exception {
    int perThread = 200;
    Path file = folder.resolve("case.jsonl");
    List<Integer> heard = new ArrayList<>();
    CountDownLatch start = new CountDownLatch(1);
    RecordLog<RequestRecord> log =
        RecordLog.open(file, HEADER, Finisher.none(), 3, r -> heard.add(r.index()), failure -> {});
    List<Thread> threads =
        IntStream.range(0, 50)
            .mapToObj(t -> new Thread(() -> appendRange(log, t * perThread, perThread, start)))
            .toList();
    threads.forEach(Thread::start);
    start.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    log.close();
    assertThat(log.written()).isEqualTo(50L * perThread);
    assertThat(log.pending()).isZero();
    assertThat(log.lost()).isZero();
    List<RequestRecord> read = readAll(file);
    assertThat(read.stream().map(RequestRecord::index)).isEqualTo(heard).hasSize(50 * perThread);
    assertSame(
        read.stream().sorted(Comparator.comparingInt(RequestRecord::index)).toList(),
        IntStream.range(0, 50 * perThread)
            .mapToObj(i -> RandomRecords.completed(i, i % 50))
            .toList());
  }

  private static void appendRange(
      RecordLog<RequestRecord> log, int from, int count, CountDownLatch start) {
    try {
      start.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    for (int i = from; i < from + count; i++) {
      log.append(RandomRecords.completed(i, i % 50));
    }
  }

  @Test
  void linesReachTheFileWhileTheLogIsOpen() throws Exception {
    Path file = folder.resolve("case.jsonl");
    CountDownLatch written = new CountDownLatch(3);
    try (RecordLog<RequestRecord> log =
        RecordLog.open(file, HEADER, Finisher.none(), 1, r -> written.countDown(), failure -> {})) {
      for (int i = 0; i < 3; i++) {
        log.append(RandomRecords.completed(i, 10));
      }
      assertThat(written.await(20, TimeUnit.SECONDS)).isTrue();
      assertThat(readAll(file)).extracting(RequestRecord::index).containsExactly(0, 1, 2);
    }
  }

  @Test
  void appendDoesNotWaitForASlowFinisher() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    Path file = folder.resolve("case.jsonl");
    Finisher<Integer> slow =
        finisher(
            index -> {
              try {
                release.await();
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
              return RandomRecords.completed(index, 1);
            });
    try (RecordLog<Integer> log = open(file, slow)) {
      for (int i = 0; i < 1000; i++) {
        log.append(i);
      }
      assertThat(log.pending()).isEqualTo(1000);
      assertThat(log.written()).isZero();
      release.countDown();
    }
    assertThat(readAll(file)).hasSize(1000);
  }

  @Test
  void recordWhoseFinishingThrowsIsKeptAsMalformed() throws Exception {
    Path file = folder.resolve("case.jsonl");
    try (RecordLog<Integer> log =
        open(
            file,
            finisher(
                index -> {
                  if (index == 0) {
                    throw new IllegalStateException("no tokenizer");
                  }
                  throw new UnsatisfiedLinkError("no library");
                }))) {
      log.append(0);
      log.append(1);
    }
    List<RequestRecord> records = readAll(file);
    assertThat(records).extracting(RequestRecord::outcome).containsOnly(Outcome.MALFORMED);
    assertThat(records)
        .extracting(RequestRecord::error)
        .containsExactly(
            "could not finish the record: java.lang.IllegalStateException: no tokenizer",
            "could not finish the record: java.lang.UnsatisfiedLinkError: no library");
    assertThat(records)
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("outcome", "error")
        .containsExactly(RandomRecords.completed(0, 5), RandomRecords.completed(1, 5));
  }

  @Test
  void recordThatCannotBeMadeAtAllIsCountedAndReportedOnce() throws Exception {
    List<IOException> told = new ArrayList<>();
    Finisher<Integer> broken =
        new Finisher<>() {
          @Override
          public RequestRecord finish(Integer raw) {
            if (raw < 2) {
              throw new IllegalStateException("finish " + raw);
            }
            return RandomRecords.completed(raw, 1);
          }

          @Override
          public RequestRecord unfinished(Integer raw) {
            throw new IllegalStateException("unfinished " + raw);
          }
        };
    Path file = folder.resolve("case.jsonl");
    RecordLog<Integer> log = RecordLog.open(file, HEADER, broken, 1, r -> {}, told::add);
    for (int i = 0; i < 4; i++) {
      log.append(i);
    }
    assertThatThrownBy(log::close)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("unfinished 0")
        .hasMessageContaining("records lost: 2");
    assertThat(told).hasSize(1);
    assertThat(readAll(file)).extracting(RequestRecord::index).containsExactly(2, 3);
  }

  @Test
  void listenerThatThrowsCostsNoRecord() throws Exception {
    Path file = folder.resolve("case.jsonl");
    RecordLog<RequestRecord> log =
        RecordLog.open(
            file,
            HEADER,
            Finisher.none(),
            1,
            r -> {
              throw new IllegalStateException("bad listener");
            },
            failure -> {});
    log.append(RandomRecords.completed(0, 1));
    log.append(RandomRecords.completed(1, 1));
    assertThatThrownBy(log::close).hasMessageContaining("bad listener");
    assertThat(readAll(file)).hasSize(2);
  }

  @Test
  void closedLogRefusesRecords() throws Exception {
    RecordLog<RequestRecord> log = RecordLog.open(folder.resolve("case.jsonl"), HEADER);
    log.close();
    log.close();
    assertThatThrownBy(() -> log.append(RandomRecords.completed(0, 1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("case.jsonl is closed");
    assertThat(log.pending()).isZero();
  }

  @Test
  void whatWasAcceptedWhileTheLogClosedIsWritten() throws Exception {
    for (int round = 0; round < 20; round++) {
      Path file = folder.resolve("case" + round + ".jsonl");
      RecordLog<RequestRecord> log =
          RecordLog.open(file, HEADER, Finisher.none(), 2, r -> {}, failure -> {});
      AtomicInteger accepted = new AtomicInteger();
      List<Thread> threads =
          Stream.generate(() -> new Thread(() -> appendUntilClosed(log, accepted)))
              .limit(4)
              .toList();
      threads.forEach(Thread::start);
      while (accepted.get() < 100) {
        Thread.onSpinWait();
      }
      log.close();
      for (Thread thread : threads) {
        thread.join();
      }
      assertThat(log.written()).isEqualTo(accepted.get());
      assertThat(readAll(file)).hasSize(accepted.get());
    }
  }

  private static void appendUntilClosed(RecordLog<RequestRecord> log, AtomicInteger accepted) {
    RequestRecord record = RandomRecords.completed(0, 1);
    try {
      while (true) {
        log.append(record);
        accepted.incrementAndGet();
        LockSupport.parkNanos(1000);
      }
    } catch (IllegalStateException closed) {
      assertThat(closed).hasMessageContaining("is closed");
    }
  }

  @Test
  void secondRunReplacesTheFile() throws Exception {
    Path file = folder.resolve("case.jsonl");
    for (int count : new int[] {9, 2}) {
      try (RecordLog<RequestRecord> log = RecordLog.open(file, HEADER)) {
        for (int i = 0; i < count; i++) {
          log.append(RandomRecords.completed(i, 3));
        }
      }
    }
    assertThat(readAll(file)).hasSize(2);
  }

  @Test
  void folderThatIsAFileIsNamedOnOpening() throws Exception {
    Path notAFolder = Files.createFile(folder.resolve("results"));
    assertThatThrownBy(() -> RecordLog.open(notAFolder.resolve("case.jsonl"), HEADER))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot write records to")
        .hasMessageContaining("case.jsonl");
  }

  static List<RequestRecord> readAll(Path file) throws IOException {
    try (RecordReader reader = RecordReader.open(file)) {
      return reader.records().toList();
    }
  }

  @Test
  void aCaptureIsGivenBackOnceWhetherItCouldBeFinishedOrNot() throws IOException {
    List<Integer> done = Collections.synchronizedList(new ArrayList<>());
    Finisher<Integer> finisher =
        new Finisher<>() {
          @Override
          public RequestRecord finish(Integer raw) {
            if (raw == 1) {
              throw new IllegalStateException("spoilt");
            }
            return RandomRecords.completed(raw, 5);
          }

          @Override
          public RequestRecord unfinished(Integer raw) {
            return RandomRecords.completed(raw, 5);
          }

          @Override
          public void done(Integer raw) {
            done.add(raw);
          }
        };
    try (RecordLog<Integer> log = open(folder.resolve("done.jsonl"), finisher)) {
      for (int raw = 0; raw < 3; raw++) {
        log.append(raw);
      }
    }
    assertThat(done).containsExactly(0, 1, 2);
  }

  private static RecordLog<Integer> open(Path file, Finisher<Integer> finisher) throws IOException {
    return RecordLog.open(file, HEADER, finisher, 1, r -> {}, failure -> {});
  }

  /** Finishes by the function; unfinished is a completed record of five chunks. */
  private static Finisher<Integer> finisher(Function<Integer, RequestRecord> finish) {
    return new Finisher<>() {
      @Override
      public RequestRecord finish(Integer raw) {
        return finish.apply(raw);
      }

      @Override
      public RequestRecord unfinished(Integer raw) {
        return RandomRecords.completed(raw, 5);
      }
    };
  }
}
