// SPDX-License-Identifier: Apache-2.0
package llmbench.server;

import java.io.IOException;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/** Reads a whole body of bounded length; the JDK has this from version 25 on. */
final class BoundedBody implements BodySubscriber<byte[]> {
  private final BodySubscriber<byte[]> whole = BodySubscribers.ofByteArray();
  private final CompletableFuture<byte[]> body = new CompletableFuture<>();
  private final long most;
  private long seen;
  private @Nullable Subscription subscription;

  private BoundedBody(long most) {
    this.most = most;
    whole
        .getBody()
        .whenComplete(
            (bytes, failure) -> {
              if (failure == null) {
                body.complete(bytes);
              } else {
                body.completeExceptionally(failure);
              }
            });
  }

  /** Bodies of at most so many bytes; a longer one is an {@link IOException}. */
  static BodyHandler<byte[]> upTo(long most) {
    return head -> new BoundedBody(most);
  }

  @Override
  public CompletionStage<byte[]> getBody() {
    return body;
  }

  @Override
  public void onSubscribe(Subscription to) {
    subscription = to;
    whole.onSubscribe(to);
  }

  @Override
  public void onNext(List<ByteBuffer> bytes) {
    for (ByteBuffer part : bytes) {
      seen += part.remaining();
    }
    if (seen <= most) {
      whole.onNext(bytes);
    } else if (subscription != null) {
      subscription.cancel();
      body.completeExceptionally(
          new IOException("an answer of more than " + most + " bytes was cut"));
    }
  }

  @Override
  public void onError(Throwable failure) {
    whole.onError(failure);
  }

  @Override
  public void onComplete() {
    whole.onComplete();
  }
}
