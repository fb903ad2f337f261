// SPDX-License-Identifier: Apache-2.0
package llmbench.engine;

import io.netty.util.internal.logging.InternalLoggerFactory;
import io.netty.util.internal.logging.JdkLoggerFactory;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import llmbench.tokenizer.TokenizerException;
import llmbench.tokenizer.Tokenizers;
import org.jspecify.annotations.Nullable;

/** The engine in a process of its own, so that its cost is not the client's. */
public final class EngineProcess {
  private static final int BAD_OPTION = 2;

  private EngineProcess() {}

  /** Runs and ends the JVM with the exit status, unless that is 0. */
  public static void main(String[] args) {
    int status = run(args, System.out, System.err);
    if (status != 0) {
      System.exit(status);
    }
  }

  /**
   * Starts an engine, prints {@code listening on http://127.0.0.1:PORT}, or that as JSON, and
   * serves until the process is told to end, the thread is interrupted, or {@code --max-seconds}
   * have passed. {@code --help} prints the options.
   *
   * @return the exit status: 0, or 2 if an option is wrong or the port cannot be had
   */
  public static int run(String[] args, PrintStream out, PrintStream err) {
    // Netty would otherwise debug-log to the same output.
    InternalLoggerFactory.setDefaultFactory(JdkLoggerFactory.INSTANCE);
    try {
      EngineOptions options = EngineOptions.parse(args);
      if (options.help()) {
        out.print(EngineOptions.USAGE);
        return 0;
      }
      try (EmbeddedEngine engine =
          EmbeddedEngine.start(
              options.spec(),
              options.model(),
              tokenizer(options.tokenizer(), err),
              options.port(),
              options.access())) {
        out.println(options.json() ? json(engine, options) : "listening on " + engine.baseUri());
        out.flush();
        serve(options.maxSeconds());
      }
      return 0;
    } catch (IllegalArgumentException | IOException | TokenizerException e) {
      err.println("engine: " + e.getMessage());
      return BAD_OPTION;
    }
  }

  private static String json(EmbeddedEngine engine, EngineOptions options) {
    JsonBytes json = new JsonBytes().raw("{\"url\":").string(engine.baseUri().toString());
    json.raw(",\"model\":").string(options.model()).raw(",\"simulated\":true}");
    return new String(json.toBytes(), StandardCharsets.UTF_8);
  }

  private static EngineTokenizer tokenizer(@Nullable String name, PrintStream err) {
    return name == null
        ? EngineTokenizer.builtIn()
        : EngineTokenizer.of(
            Tokenizers.open(name, System.getenv(), warning -> err.println("WARNING: " + warning)));
  }

  private static void serve(long maxSeconds) {
    CountDownLatch never = new CountDownLatch(1);
    try {
      if (maxSeconds > 0) {
        boolean unused = never.await(maxSeconds, TimeUnit.SECONDS);
      } else {
        never.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
