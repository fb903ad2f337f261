// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import llmbench.dataset.conversation.Message;
import llmbench.metrics.ConversationMetrics;
import llmbench.metrics.TurnSample;
import llmbench.plan.TalkOutput;
import llmbench.recording.RequestRecord;
import llmbench.session.TalkListener;
import llmbench.session.Turn;
import org.jspecify.annotations.Nullable;

/**
 * Shows on the console what is said ({@code print_content}) and what clients do ({@code verbose}),
 * on a thread of its own, so that no client waits for a slow console. A turn's figures are known
 * when its record is, so that they stand in a block of their own, with the turn that they are of.
 */
final class TalkPrinter implements TalkListener {
  private static final String LINE = "-".repeat(70);

  private final TalkOutput wanted;
  private final PrintStream out;
  private final ThreadPoolExecutor printing =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          task -> {
            Thread thread = new Thread(task, "llmbench-talk");
            thread.setDaemon(true);
            return thread;
          },
          new ThreadPoolExecutor.DiscardPolicy()); // what comes after the case's end

  TalkPrinter(TalkOutput wanted, PrintStream out) {
    this.wanted = wanted;
    this.out = out;
  }

  @Override
  public void does(Supplier<String> line) {
    if (wanted.verbose()) {
      print(line.get() + "\n");
    }
  }

  @Override
  public void said(Turn turn, @Nullable String answer) {
    if (!wanted.printContent()) {
      return;
    }
    StringBuilder text =
        new StringBuilder(
            "Messages ("
                + of(turn.conversation(), turn.number(), turn.client())
                + ", "
                + turn.messages().size()
                + " messages):\n");
    for (Message message : turn.messages()) {
      text.append("  ").append(message.role()).append(": ").append(message.content()).append('\n');
    }
    text.append(answer == null ? "No response: the turn failed\n" : "Response:\n" + answer + "\n");
    print(text.append(LINE).append('\n').toString());
  }

  /** A record was written: the figures of the turn, as vLLM's client shows them. */
  void recorded(RequestRecord record) {
    if (!wanted.printContent()) {
      return;
    }
    List<TurnSample> turns = ConversationMetrics.of(List.of(record)).vllmTurns();
    for (TurnSample turn : turns) {
      print(
          String.format(
              Locale.ROOT,
              "Response metrics (%s): ttft_ms %.2f, tpot_ms %.2f, latency_ms %.2f,"
                  + " input_num_tokens %d, output_num_tokens %d (%d chunks, %d tokens in first"
                  + " chunk), approx_cached_percent %.2f%%\n",
              of(turn.conversationId(), turn.turn(), turn.clientId()),
              turn.ttftMillis(),
              turn.tpotMillis(),
              turn.latencyMillis(),
              turn.inputNumTokens(),
              turn.outputNumTokens(),
              turn.outputNumChunks(),
              turn.outputNumFirstChunkTokens(),
              turn.approxCachedPercent()));
    }
  }

  private static String of(String conversation, int turn, int client) {
    return "conversation ID " + conversation + ", turn " + turn + ", client " + client;
  }

  private void print(String text) {
    printing.execute(() -> out.print(harmless(text)));
  }

  /** What was said may not move the cursor or change its colours. */
  private static String harmless(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isISOControl(c) && c != '\n' && c != '\t') {
        shown.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        shown.append(c);
      }
    }
    return shown.toString();
  }

  /** The case has ended: waits until all is shown. */
  void close() {
    printing.shutdown();
    try {
      boolean all;
      do {
        all = printing.awaitTermination(1, TimeUnit.MINUTES);
      } while (!all);
      out.flush();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
