// SPDX-License-Identifier: Apache-2.0
package llmbench.calibration;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.GcInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;

/** The garbage collector's pauses from construction to {@link #close}. Concurrent work is none. */
final class GcPauses implements AutoCloseable {
  private final List<NotificationEmitter> emitters = new ArrayList<>();
  private final NotificationListener listener = (notification, handback) -> heard(notification);
  private final Set<String> heapPools =
      ManagementFactory.getMemoryPoolMXBeans().stream()
          .filter(pool -> pool.getType() == MemoryType.HEAP)
          .map(MemoryPoolMXBean::getName)
          .collect(Collectors.toSet());
  private long count; // guarded by this, as all below
  private long totalMillis;
  private long longestMillis;
  private long usedAfter;

  GcPauses() {
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      if (collector instanceof NotificationEmitter emitter && pauses(collector.getName())) {
        emitter.addNotificationListener(listener, null, null);
        emitters.add(emitter);
      }
    }
  }

  private static boolean pauses(String collector) {
    return !collector.contains("Concurrent") && !collector.contains("Cycles");
  }

  private synchronized void heard(Notification notification) {
    if (notification
        .getType()
        .equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
      GcInfo collection =
          GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData())
              .getGcInfo();
      long millis = collection.getDuration();
      usedAfter = 0;
      collection
          .getMemoryUsageAfterGc()
          .forEach((pool, usage) -> usedAfter += heapPools.contains(pool) ? usage.getUsed() : 0);
      count++;
      totalMillis += millis;
      longestMillis = Math.max(longestMillis, millis);
    }
  }

  synchronized long count() {
    return count;
  }

  synchronized long totalMillis() {
    return totalMillis;
  }

  synchronized long longestMillis() {
    return longestMillis;
  }

  /** Heap in use after the last collection, as a share of the largest heap; 0 before the first. */
  synchronized double heapAfterCollection() {
    return (double) usedAfter / Runtime.getRuntime().maxMemory();
  }

  @Override
  public void close() {
    for (NotificationEmitter emitter : emitters) {
      try {
        emitter.removeNotificationListener(listener);
      } catch (ListenerNotFoundException e) {
        // It is gone already.
      }
    }
  }
}
