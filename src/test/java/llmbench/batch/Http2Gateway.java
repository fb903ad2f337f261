// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2StreamFrame;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ApplicationProtocolNegotiationHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Takes requests by HTTP/2 over TLS and passes them to a server of HTTP/1.1, piece by piece. A
 * client that offers no HTTP/2 gets plain answers to GET by HTTP/1.1 from nobody: only POSTs are
 * counted.
 */
final class Http2Gateway implements AutoCloseable {
  private final MultiThreadIoEventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final ExecutorService workers = Executors.newCachedThreadPool();
  private final HttpClient upstream = HttpClient.newHttpClient();
  private final AtomicInteger streams = new AtomicInteger();
  private final URI server;
  private final Channel listening;

  private Http2Gateway(SslContext ssl, URI server) {
    this.server = server;
    this.listening =
        new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    channel.pipeline().addLast(ssl.newHandler(channel.alloc()), negotiation());
                  }
                })
            .bind("127.0.0.1", 0)
            .syncUninterruptibly()
            .channel();
  }

  static Http2Gateway start(Path certificate, Path key, URI server) throws IOException {
    SslContext ssl =
        SslContextBuilder.forServer(certificate.toFile(), key.toFile())
            .sslProvider(SslProvider.JDK)
            .applicationProtocolConfig(
                new ApplicationProtocolConfig(
                    ApplicationProtocolConfig.Protocol.ALPN,
                    ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
                    ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
                    ApplicationProtocolNames.HTTP_2))
            .build();
    return new Http2Gateway(ssl, server);
  }

  int port() {
    return ((InetSocketAddress) listening.localAddress()).getPort();
  }

  /** Requests for answers that came by HTTP/2. */
  int streams() {
    return streams.get();
  }

  private ApplicationProtocolNegotiationHandler negotiation() {
    return new ApplicationProtocolNegotiationHandler(ApplicationProtocolNames.HTTP_1_1) {
      @Override
      protected void configurePipeline(ChannelHandlerContext context, String protocol) {
        if (!protocol.equals(ApplicationProtocolNames.HTTP_2)) {
          var unused = context.close();
          return;
        }
        context
            .pipeline()
            .addLast(
                Http2FrameCodecBuilder.forServer().build(),
                new Http2MultiplexHandler(
                    new ChannelInitializer<Channel>() {
                      @Override
                      protected void initChannel(Channel stream) {
                        stream.pipeline().addLast(new Exchange());
                      }
                    }));
      }
    };
  }

  /** One stream: a request read whole, its answer passed on as it comes. */
  private final class Exchange extends SimpleChannelInboundHandler<Http2StreamFrame> {
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private Http2Headers head = new DefaultHttp2Headers();

    @Override
    protected void channelRead0(ChannelHandlerContext context, Http2StreamFrame frame) {
      boolean last = false;
      if (frame instanceof Http2HeadersFrame headers) {
        head = headers.headers();
        last = headers.isEndStream();
      } else if (frame instanceof Http2DataFrame data) {
        body.writeBytes(ByteBufUtil.getBytes(data.content()));
        last = data.isEndStream();
      }
      if (last) {
        workers.execute(() -> pass(context));
      }
    }

    private void pass(ChannelHandlerContext context) {
      boolean post = head.path().toString().endsWith("/chat/completions");
      if (post) {
        streams.incrementAndGet();
      }
      HttpRequest request =
          HttpRequest.newBuilder(server.resolve(head.path().toString()))
              .header("Content-Type", "application/json")
              .method(
                  head.method().toString(),
                  HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
              .build();
      try {
        HttpResponse<InputStream> answer =
            upstream.send(request, HttpResponse.BodyHandlers.ofInputStream());
        Http2Headers headers =
            new DefaultHttp2Headers().status(Integer.toString(answer.statusCode()));
        answer.headers().firstValue("content-type").ifPresent(t -> headers.set("content-type", t));
        send(context, new DefaultHttp2HeadersFrame(headers));
        byte[] piece = new byte[4096];
        for (int n = answer.body().read(piece); n >= 0; n = answer.body().read(piece)) {
          send(context, new DefaultHttp2DataFrame(Unpooled.copiedBuffer(piece, 0, n)));
        }
        send(context, new DefaultHttp2DataFrame(true));
      } catch (IOException e) {
        var unused = context.close();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static void send(ChannelHandlerContext context, Http2StreamFrame frame) {
    var unused = context.writeAndFlush(frame);
  }

  @Override
  public void close() {
    listening.close().syncUninterruptibly();
    workers.shutdownNow();
    var unused = loops.shutdownGracefully();
  }
}
