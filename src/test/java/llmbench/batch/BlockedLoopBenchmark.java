// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import io.netty.channel.EventLoop;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import llmbench.gatling.BenchmarkRun;
import llmbench.gatling.BenchmarkSimulation;
import llmbench.gatling.CaseSink;

/** The batch, but for an event loop that stands still for 400 ms in the middle of its case. */
public final class BlockedLoopBenchmark extends BenchmarkSimulation {
  /** Reads the configuration as the batch does. */
  public BlockedLoopBenchmark() {
    super(blocking(Batch.start(Path.of("src/test/resources/config.yaml"))));
  }

  private static BenchmarkRun blocking(BenchmarkRun batch) {
    return proxy(
        BenchmarkRun.class,
        (method, args) -> {
          Object result = method.invoke(batch, args);
          return method.getName().equals("open") ? blocking((CaseSink) result) : result;
        });
  }

  private static CaseSink blocking(CaseSink sink) {
    return proxy(
        CaseSink.class,
        (method, args) -> {
          if (method.getName().equals("loadBegins")) {
            EventLoop loop = (EventLoop) ((List<?>) args[0]).get(0);
            var unused = loop.schedule(BlockedLoopBenchmark::block, 200, TimeUnit.MILLISECONDS);
          }
          return method.invoke(sink, args);
        });
  }

  private static void block() {
    try {
      Thread.sleep(400);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private interface Call {
    Object on(java.lang.reflect.Method method, Object[] args) throws Exception;
  }

  private static <T> T proxy(Class<T> type, Call call) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, args) -> call.on(method, args)));
  }
}
