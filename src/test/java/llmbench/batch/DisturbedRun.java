// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import io.netty.channel.EventLoop;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.function.Consumer;
import llmbench.gatling.BenchmarkRun;
import llmbench.gatling.CaseSink;

/** The batch, but for something that happens to the client when a case's load begins. */
final class DisturbedRun {
  private DisturbedRun() {}

  static BenchmarkRun of(BenchmarkRun batch, Consumer<List<EventLoop>> disturbance) {
    return proxy(
        BenchmarkRun.class,
        (method, args) -> {
          Object result = method.invoke(batch, args);
          return method.getName().equals("open")
              ? disturbed((CaseSink) result, disturbance)
              : result;
        });
  }

  @SuppressWarnings("unchecked") // loadBegins has one parameter, a List<EventLoop>
  private static CaseSink disturbed(CaseSink sink, Consumer<List<EventLoop>> disturbance) {
    return proxy(
        CaseSink.class,
        (method, args) -> {
          if (method.getName().equals("loadBegins")) {
            disturbance.accept((List<EventLoop>) args[0]);
          }
          return method.invoke(sink, args);
        });
  }

  private interface Call {
    Object on(Method method, Object[] args) throws Exception;
  }

  private static <T> T proxy(Class<T> type, Call call) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, args) -> call.on(method, args)));
  }
}
