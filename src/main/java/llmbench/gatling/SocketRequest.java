// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import io.gatling.http.client.Request;
import io.gatling.http.client.uri.Uri;
import io.netty.handler.codec.http.HttpHeaderNames;

/** A request of Gatling's HTTP builder as the opening of a WebSocket at the same address. */
final class SocketRequest {
  private SocketRequest() {}

  static Request of(Request http) {
    String url = http.getUri().toUrl().replaceFirst("^http", "ws");
    Request socket =
        http.copyWithCopiedHeaders().copyWithNewBody(null).copyWithNewUri(Uri.create(url));
    socket.getHeaders().remove(HttpHeaderNames.CONTENT_TYPE);
    return socket;
  }
}
