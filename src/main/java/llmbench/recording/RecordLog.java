// SPDX-License-Identifier: Apache-2.0
package llmbench.recording;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Appends one line per finished request to a file (format: {@code docs/records.md}).
 *
 * <p>{@link #append} may be called from event loops at any rate: it puts the capture into a
 * lock-free queue and wakes nobody. Threads of the log look into the queue every {@value
 * #IDLE_MILLIS} ms, finish each capture and hand its line to the operating system at once. So a JVM
 * that is killed loses what came in its last moments, and no line that was written.
 *
 * <p>Nothing is lost silently. The first failure (of the disk, the {@link Finisher} or the
 * listener) is told to the callback at once, and thrown again by {@link #close}; {@link #lost}
 * counts the records that are not in the file. After a failure of the disk the file ends with its
 * last whole line and grows no more, while captures are still finished and given to the listener.
 *
 * @param <T> what is appended; its {@link Finisher} makes records of it
 */
public final class RecordLog<T> implements AutoCloseable {
  private static final int IDLE_MILLIS = 20;

  private final Path path;
  private final LineFile file;
  private final Finisher<T> finisher;
  private final Consumer<RequestRecord> listener;
  private final Consumer<IOException> onFailure;
  private final List<Thread> threads = new ArrayList<>();

  private final ConcurrentLinkedQueue<T> queue = new ConcurrentLinkedQueue<>();
  private final AtomicLong accepted = new AtomicLong();
  private final AtomicLong taken = new AtomicLong();
  private final AtomicLong written = new AtomicLong();
  private final AtomicLong lost = new AtomicLong();
  private final AtomicInteger working = new AtomicInteger();
  private final AtomicReference<IOException> failure = new AtomicReference<>();
  private final Object writing = new Object();
  private boolean diskFailed; // guarded by writing
  private volatile boolean closed;

  /** A log of records that need no finishing, on one thread; failures show only on closing. */
  public static RecordLog<RequestRecord> open(Path file, RecordHeader header) throws IOException {
    return open(file, header, Finisher.none(), 1, record -> {}, failure -> {});
  }

  /**
   * Creates the file with its header, replacing one that is there.
   *
   * @param header of version {@link RecordHeader#FORMAT_VERSION}
   * @param threads that finish captures, at least 1; with more, lines stand in the order in which
   *     they were finished
   * @param listener told of every record after it was written, by one thread at a time and in the
   *     file's order
   * @param onFailure told of the first failure, once
   * @throws IOException if the file cannot be made
   */
  public static <T> RecordLog<T> open(
      Path file,
      RecordHeader header,
      Finisher<T> finisher,
      int threads,
      Consumer<RequestRecord> listener,
      Consumer<IOException> onFailure)
      throws IOException {
    return open(file, LineFile.create(file), header, finisher, threads, listener, onFailure);
  }

  static <T> RecordLog<T> open(
      Path path,
      LineFile file,
      RecordHeader header,
      Finisher<T> finisher,
      int threads,
      Consumer<RequestRecord> listener,
      Consumer<IOException> onFailure)
      throws IOException {
    if (header.formatVersion() != RecordHeader.FORMAT_VERSION || threads < 1) {
      throw new IllegalArgumentException(
          "version " + header.formatVersion() + ", threads " + threads);
    }
    try {
      file.write(new RecordEncoder().encode(header));
    } catch (IOException e) {
      try (file) {
        throw new IOException("cannot write records to " + path + ": " + e.getMessage(), e);
      }
    }
    RecordLog<T> log = new RecordLog<>(path, file, finisher, listener, onFailure);
    log.start(threads);
    return log;
  }

  private RecordLog(
      Path path,
      LineFile file,
      Finisher<T> finisher,
      Consumer<RequestRecord> listener,
      Consumer<IOException> onFailure) {
    this.path = path;
    this.file = file;
    this.finisher = finisher;
    this.listener = listener;
    this.onFailure = onFailure;
  }

  private void start(int count) {
    working.set(count);
    for (int i = 1; i <= count; i++) {
      Thread thread = new Thread(this::work, "llmbench-records-" + i);
      thread.setDaemon(true);
      threads.add(thread);
    }
    threads.forEach(Thread::start);
  }

  /**
   * Hands a capture over, to be finished and written later. Never blocks and takes no lock.
   *
   * @throws IllegalStateException if the log was closed before
   */
  public void append(T raw) {
    // Counted before `closed` is read: a capture is refused here, or the threads wait for it.
    accepted.incrementAndGet();
    if (closed) {
      accepted.decrementAndGet();
      throw new IllegalStateException("the record log " + path + " is closed");
    }
    queue.add(raw);
  }

  /** Lines of requests in the file by now. */
  long written() {
    return written.get();
  }

  /** Captures that were appended and are neither written nor lost yet. */
  long pending() {
    return accepted.get() - written.get() - lost.get();
  }

  /** Records that are not in the file and never will be. */
  public long lost() {
    return lost.get();
  }

  private void work() {
    RecordEncoder encoder = new RecordEncoder();
    while (true) {
      T raw = queue.poll();
      if (raw != null) {
        taken.incrementAndGet();
        handle(raw, encoder);
      } else if (closed && taken.get() == accepted.get()) {
        break;
      } else {
        LockSupport.parkNanos(this, IDLE_MILLIS * 1_000_000L);
      }
    }
    if (working.decrementAndGet() == 0) {
      finishFile();
    }
  }

  private void handle(T raw, RecordEncoder encoder) {
    Thread.interrupted(); // a stray interrupt would close the file's channel
    RequestRecord record;
    ByteBuffer line;
    try {
      record = finisher.finishOrKeep(raw);
      line = encoder.encode(record);
    } catch (Throwable e) {
      lost.incrementAndGet();
      fail(new IOException("a request of " + path + " could not be recorded: " + e, e));
      return;
    } finally {
      finisher.done(raw);
    }
    synchronized (writing) {
      write(line);
      try {
        listener.accept(record);
      } catch (Throwable e) {
        fail(new IOException("the listener of " + path + " failed: " + e, e));
      }
    }
  }

  private void write(ByteBuffer line) {
    if (diskFailed) {
      lost.incrementAndGet();
      return;
    }
    try {
      file.write(line);
      written.incrementAndGet();
    } catch (Throwable e) {
      diskFailed = true;
      lost.incrementAndGet();
      fail(new IOException("cannot write records to " + path + ": " + e.getMessage(), e));
    }
  }

  private void finishFile() {
    try {
      file.close();
    } catch (IOException e) {
      fail(new IOException("cannot save records in " + path + ": " + e.getMessage(), e));
    }
  }

  private void fail(IOException e) {
    if (failure.compareAndSet(null, e)) {
      try {
        onFailure.accept(e);
      } catch (RuntimeException fromCallback) {
        e.addSuppressed(fromCallback);
      }
    }
  }

  /**
   * Finishes and writes what was appended, then waits until the disk has it. Safe to call twice.
   *
   * @throws IOException the first failure since the log was opened, with the number of records lost
   */
  @Override
  public void close() throws IOException {
    closed = true;
    threads.forEach(LockSupport::unpark);
    joinAll();
    IOException first = failure.get();
    if (first != null) {
      throw new IOException(first.getMessage() + " (records lost: " + lost() + ")", first);
    }
  }

  private void joinAll() {
    boolean interrupted = false;
    for (Thread thread : threads) {
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
