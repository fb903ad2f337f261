// SPDX-License-Identifier: Apache-2.0
package llmbench.engine;

import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Sends bytes in pieces, with a pause after each so that the peer reads them apart. A piece ends
 * within each character of more than one byte, and after every {@value #PIECE} bytes wherever that
 * may be.
 */
final class FragmentedWire implements Wire {
  private static final int PIECE = 97;
  private static final long PAUSE_MILLIS = 1;

  private final HttpExchange exchange;
  private final Deque<Runnable> queue = new ArrayDeque<>();
  private boolean busy;

  FragmentedWire(HttpExchange exchange) {
    this.exchange = exchange;
  }

  @Override
  public void send(ByteBuf bytes) {
    while (bytes.isReadable()) {
      ByteBuf piece = bytes.readRetainedSlice(pieceLength(bytes));
      queue.add(() -> exchange.write(piece));
    }
    bytes.release();
    drain();
  }

  private static int pieceLength(ByteBuf bytes) {
    int most = Math.min(PIECE, bytes.readableBytes());
    for (int i = 1; i < most; i++) {
      boolean continues = (bytes.getByte(bytes.readerIndex() + i) & 0xC0) == 0x80;
      if (continues) {
        return i;
      }
    }
    return most;
  }

  @Override
  public void whenSent(Runnable action) {
    queue.add(action);
    drain();
  }

  private void drain() {
    if (busy) {
      return;
    }
    Runnable next = queue.poll();
    if (next != null) {
      busy = true;
      next.run();
      exchange.later(
          () -> {
            busy = false;
            drain();
          },
          PAUSE_MILLIS);
    }
  }
}
