// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;

/**
 * Puts a {@link SocketGuard} first in the pipeline of each connection, before a WebSocket's
 * handshake, of which Gatling's client tells its listener only when it is done. Netty finds this by
 * its service file, once {@link #install} has asked for that; it makes nothing of it in a run
 * without WebSockets.
 */
public final class SocketGuards extends ChannelInitializerExtension {
  private static final String BY_SERVICE_FILE = "serviceload";

  /** Netty makes its extensions by itself, so that they are told by this. */
  private static volatile @Nullable TryLimits limits;

  /** For the service loader. */
  public SocketGuards() {}

  /** To be called before the JVM's first connection. */
  public static void install() {
    if (System.getProperty(EXTENSIONS_SYSTEM_PROPERTY) == null) {
      System.setProperty(EXTENSIONS_SYSTEM_PROPERTY, BY_SERVICE_FILE);
    }
  }

  /** WebSockets come, whose tries have those limits. */
  static void expect(TryLimits of) {
    limits = of;
  }

  @Override
  public void postInitializeClientChannel(Channel channel) {
    TryLimits expected = limits;
    if (expected != null) {
      channel.pipeline().addFirst(new SocketGuard(expected));
    }
  }
}
