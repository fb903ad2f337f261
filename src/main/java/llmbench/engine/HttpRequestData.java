// SPDX-License-Identifier: Apache-2.0
package llmbench.engine;

import io.netty.handler.codec.http.HttpHeaders;

/**
 * A request, read whole.
 *
 * @param path without the query
 * @param readNanos when its last byte had been read
 */
record HttpRequestData(
    String method,
    String path,
    String query,
    HttpHeaders headers,
    boolean keepAlive,
    byte[] body,
    long readNanos) {}
