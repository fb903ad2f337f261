// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.Consumer;

/**
 * Takes signals in place of the JVM, which would end at once. By {@code sun.misc.Signal} of the
 * module {@code jdk.unsupported}, the only way there is; by reflection, since a compiler warns of
 * its name. A signal that was ignored when the JVM began, as {@code nohup} and background jobs of a
 * script have it, stays ignored.
 */
final class Signals {
  private static final String SIGNAL = "sun.misc.Signal";
  private static final String HANDLER = "sun.misc.SignalHandler";

  private Signals() {}

  /**
   * Takes a signal from now on.
   *
   * @param name such as {@code INT}
   * @param handler told of each arrival, on a thread of the JVM's
   * @return whether it could be taken; if not, the JVM goes on as before: it ends
   */
  static boolean take(String name, Consumer<String> handler) {
    try {
      Class<?> signals = Class.forName(SIGNAL);
      Class<?> handlers = Class.forName(HANDLER);
      Object proxy =
          Proxy.newProxyInstance(
              handlers.getClassLoader(),
              new Class<?>[] {handlers},
              (self, method, arguments) ->
                  switch (method.getName()) {
                    case "handle" -> {
                      handler.accept(name);
                      yield null;
                    }
                    case "equals" -> self == arguments[0];
                    case "hashCode" -> System.identityHashCode(self);
                    default -> HANDLER + " of llmbench";
                  });
      Object signal = signals.getConstructor(String.class).newInstance(name);
      signals.getMethod("handle", signals, handlers).invoke(null, signal, proxy);
      return true;
    } catch (ReflectiveOperationException e) {
      return failed(e);
    }
  }

  /** Windows has no HUP, and under {@code -Xrs} the JVM leaves all to the system. */
  private static boolean failed(ReflectiveOperationException e) {
    if (e instanceof InvocationTargetException target
        && !(target.getCause() instanceof IllegalArgumentException)) {
      throw new IllegalStateException(target.getCause());
    }
    return false;
  }
}
