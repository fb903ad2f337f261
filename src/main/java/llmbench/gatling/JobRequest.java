// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import io.gatling.http.client.Request;
import io.gatling.http.client.RequestBuilder;
import io.gatling.http.client.uri.Uri;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;

/** A GET that asks after the job that a POST began: at its address, with the job's id behind it. */
final class JobRequest {
  private JobRequest() {}

  static Request of(Request post, String job) {
    HttpHeaders headers = post.getHeaders().copy().remove(HttpHeaderNames.CONTENT_TYPE);
    headers.remove(HttpHeaderNames.CONTENT_LENGTH);
    Uri uri = Uri.create(post.getUri().toUrl() + "/" + job);
    return new RequestBuilder(post.getName(), HttpMethod.GET, uri, post.getNameResolver())
        .setHeaders(headers)
        .setRequestTimeout(post.getRequestTimeout())
        .setHttp2Enabled(post.isHttp2Enabled())
        .setLocalAddresses(post.getLocalAddresses())
        .setProxyServer(post.getProxyServer())
        .build();
  }
}
