// SPDX-License-Identifier: Apache-2.0
package llmbench.serverprocess;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import llmbench.recording.NanoClock;

/**
 * A process and all that came of it: its descendants, those whose parent has ended and who are
 * known from before, those of its process group, and on Linux those that carry its mark in their
 * environment. None of the four ways sees all: a child may leave the group, an orphan the tree, and
 * a server may overwrite its environment.
 */
final class ProcessFamily {
  private static final Duration PAUSE = Duration.ofMillis(20);
  private static final Duration KILL_WAIT = Duration.ofSeconds(10);
  private static final Path PROC = Path.of("/proc");

  private final ProcessHandle first;
  private final boolean ownGroup;
  private final String mark;
  private final NanoClock clock;
  private final Set<ProcessHandle> known = new LinkedHashSet<>();

  /**
   * A family of one.
   *
   * @param ownGroup whether the process leads a process group of its own
   * @param mark {@code NAME=VALUE} of its environment that no other process has
   */
  ProcessFamily(ProcessHandle first, boolean ownGroup, String mark, NanoClock clock) {
    this.first = first;
    this.ownGroup = ownGroup;
    this.mark = mark;
    this.clock = clock;
    known.add(first);
  }

  /** Looks who has come; what has once been seen is not lost when its parent ends. */
  synchronized void look() {
    for (ProcessHandle member : List.copyOf(known)) {
      member.descendants().forEach(known::add);
    }
  }

  /** Those that still run. */
  private synchronized List<ProcessHandle> living() {
    look();
    if (Files.isDirectory(PROC)) {
      marked().forEach(known::add);
      look();
    }
    return known.stream().filter(ProcessFamily::runs).toList();
  }

  /** A process that has ended but that nobody has waited for is no more than an entry in a list. */
  private static boolean runs(ProcessHandle process) {
    if (!process.isAlive()) {
      return false;
    }
    try {
      String stat = Files.readString(PROC.resolve(process.pid() + "/stat"), ISO_8859_1);
      return !stat.substring(stat.lastIndexOf(')') + 1).strip().startsWith("Z");
    } catch (IOException | IndexOutOfBoundsException e) {
      return process.isAlive();
    }
  }

  private Collection<ProcessHandle> marked() {
    try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
      return all.filter(this::carriesMark).collect(Collectors.toList());
    }
  }

  private boolean carriesMark(ProcessHandle process) {
    try {
      byte[] environment = Files.readAllBytes(PROC.resolve(process.pid() + "/environ"));
      return List.of(new String(environment, ISO_8859_1).split("\0", -1)).contains(mark);
    } catch (IOException | SecurityException e) {
      // Another user's, or gone.
      return false;
    }
  }

  /**
   * Asks all to end, waits, then kills those that still run.
   *
   * @param polite how long they may take to end by themselves
   * @return how many had to be killed
   */
  int end(Duration polite) {
    signal("TERM", living(), ProcessHandle::destroy);
    await(polite);
    List<ProcessHandle> left = living();
    long deadline = clock.nanoTime() + KILL_WAIT.toNanos();
    List<ProcessHandle> still = left;
    // What is killed may have started another just before.
    while (!still.isEmpty() && clock.nanoTime() - deadline < 0) {
      signal("KILL", still, ProcessHandle::destroyForcibly);
      await(Duration.ofMillis(500));
      still = living();
    }
    if (ownGroup) {
      // Members that no other way has seen: orphans without the mark.
      group("KILL");
    }
    return left.size();
  }

  private void signal(
      String name, List<ProcessHandle> members, java.util.function.Consumer<ProcessHandle> one) {
    if (ownGroup) {
      group(name);
    }
    members.forEach(one);
  }

  private void await(Duration most) {
    long start = clock.nanoTime();
    while (!living().isEmpty() && clock.nanoTime() - start < most.toNanos()) {
      try {
        TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /** Java has no signals to groups; the shell's own kill has. */
  private void group(String signal) {
    try {
      Process kill =
          new ProcessBuilder("sh", "-c", "kill -s " + signal + " -- -" + first.pid())
              .redirectErrorStream(true)
              .redirectOutput(Redirect.DISCARD)
              .start();
      if (!kill.waitFor(KILL_WAIT.toSeconds(), TimeUnit.SECONDS)) {
        kill.destroyForcibly();
      }
    } catch (IOException e) {
      // No shell: each member is signalled by itself.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
