// SPDX-License-Identifier: Apache-2.0
package llmbench.engine;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import llmbench.plan.EngineSpec;
import llmbench.recording.NanoClock;
import org.jspecify.annotations.Nullable;

/**
 * The simulated engine's server, on the loopback address. It can be asked what it received, so that
 * a test can tell what a client really sent.
 */
public final class EmbeddedEngine implements AutoCloseable {
  private static final int EVENT_LOOPS = 1;
  private static final int WORKERS = 2;
  private static final int BACKLOG = 4096;

  private final EventLoopGroup loops;
  private final ExecutorService workers;
  private final Pacer pacer;
  private final ReceivedRequests received = new ReceivedRequests();
  private final @Nullable TokenTimes times;
  private final Channel server;
  private final boolean tls;

  /**
   * Starts an engine without a key, over plain HTTP.
   *
   * @param model the name it answers to
   * @param port 0 for any free one
   * @throws IllegalArgumentException if a setting or the port is out of range, or a fault cannot be
   *     read
   * @throws IOException if the port cannot be had
   */
  public static EmbeddedEngine start(
      EngineSpec spec, String model, EngineTokenizer tokenizer, int port) throws IOException {
    return start(spec, model, tokenizer, port, EngineAccess.OPEN);
  }

  /**
   * Starts an engine that wants a key, or speaks TLS.
   *
   * @param access what a client must bring
   * @throws IllegalArgumentException if a setting or the port is out of range, or a fault cannot be
   *     read
   * @throws IOException if the port or the certificate cannot be had
   */
  public static EmbeddedEngine start(
      EngineSpec spec, String model, EngineTokenizer tokenizer, int port, EngineAccess access)
      throws IOException {
    check(spec);
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port: expected 0 to 65535, found " + port);
    }
    return new EmbeddedEngine(spec, model, tokenizer, port, access);
  }

  /**
   * Checks settings without starting anything.
   *
   * @throws IllegalArgumentException if one is out of range or a fault cannot be read
   */
  public static void check(EngineSpec spec) {
    EngineLimits.check(spec);
    FaultScript unused = FaultScript.parse(spec.faults());
  }

  private EmbeddedEngine(
      EngineSpec spec, String model, EngineTokenizer tokenizer, int port, EngineAccess access)
      throws IOException {
    NanoClock clock = NanoClock.SYSTEM;
    FaultScript script = FaultScript.parse(spec.faults());
    AnswerVocabulary vocabulary = AnswerVocabulary.of(tokenizer, spec.seed());
    SslContext ssl = access.sslContext();
    tls = ssl != null;
    times = spec.exact() ? new TokenTimes() : null;
    pacer = spec.exact() ? ExactTimer.start(spec, clock) : StepLoop.start(spec, clock);
    workers = Executors.newFixedThreadPool(WORKERS, new DefaultThreadFactory("engine-work", true));
    loops =
        new MultiThreadIoEventLoopGroup(
            EVENT_LOOPS, new DefaultThreadFactory("engine-io", true), NioIoHandler.newFactory());
    EngineMetrics metrics = new EngineMetrics(model);
    PromptReader prompts = new PromptReader(tokenizer);
    RequestParser parser = new RequestParser(model, access.models(), spec.maxModelLen(), prompts);
    Frontend frontend =
        new Frontend(
            model,
            spec.prefixCaching() && !spec.exact(),
            vocabulary,
            spec.seed(),
            script,
            pacer,
            clock,
            workers,
            received,
            metrics,
            times);
    Routes routes =
        new Routes(
            model,
            spec.maxModelLen(),
            access.apiKey(),
            parser,
            tokenizer,
            new EngineApis(parser, prompts, new Logprobs(vocabulary)),
            frontend,
            pacer,
            metrics,
            times,
            workers);
    server = bind(port, ssl, clock, routes);
  }

  private Channel bind(int port, @Nullable SslContext ssl, NanoClock clock, Routes routes)
      throws IOException {
    ChannelInitializer<SocketChannel> connection =
        new ChannelInitializer<>() {
          @Override
          protected void initChannel(SocketChannel channel) {
            received.connected();
            if (ssl != null) {
              channel.pipeline().addLast(ssl.newHandler(channel.alloc()));
            }
            channel.pipeline().addLast(new HttpRequestDecoder());
            channel.pipeline().addLast(new HttpConnection(clock, routes));
          }
        };
    ChannelFuture bound =
        new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(connection)
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      endThreads();
      throw new IOException(
          "the embedded engine cannot listen on port "
              + port
              + ": "
              + bound.cause().getMessage()
              + "; choose another port, or 0 for any free one",
          bound.cause());
    }
    return bound.channel();
  }

  /** Its address, such as {@code http://127.0.0.1:8010}. */
  public URI baseUri() {
    InetSocketAddress address = (InetSocketAddress) server.localAddress();
    return URI.create((tls ? "https" : "http") + "://127.0.0.1:" + address.getPort());
  }

  /** Chat and completion requests received, whatever became of them. */
  public int generationRequests() {
    return received.generations();
  }

  /** Most of them under way at one time. */
  public int maxInFlight() {
    return received.maxInFlight();
  }

  /** Those under way now. */
  public int inFlight() {
    return received.inFlight();
  }

  /** Connections accepted so far. */
  public int connectionsAccepted() {
    return received.connections();
  }

  /** Bodies of the generation requests in order; of the last 16 MiB at most. */
  public List<String> receivedBodies() {
    return received.bodies();
  }

  /**
   * When each token was written.
   *
   * @throws IllegalStateException if the engine is not in exact mode
   */
  public TokenTimes tokenTimes() {
    if (times == null) {
      throw new IllegalStateException("token times are kept in exact mode only (exact: true)");
    }
    return times;
  }

  /** Closes all connections and ends all threads; answers under way are cut. */
  @Override
  public void close() {
    server.close().awaitUninterruptibly();
    endThreads();
  }

  private void endThreads() {
    pacer.close();
    workers.shutdownNow();
    loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(3, TimeUnit.SECONDS);
  }
}
