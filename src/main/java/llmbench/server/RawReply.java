// SPDX-License-Identifier: Apache-2.0
package llmbench.server;

/**
 * A server's answer to a request for generation, read whole.
 *
 * @param body its bytes; not copied
 */
public record RawReply(int status, byte[] body) {}
