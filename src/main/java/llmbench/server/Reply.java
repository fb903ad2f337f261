// SPDX-License-Identifier: Apache-2.0
package llmbench.server;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A server's answer to a GET or a small POST.
 *
 * @param body the JSON body; a missing node where it is none
 */
public record Reply(int status, JsonNode body) {
  /** Whether the status is 200. */
  public boolean ok() {
    return status == 200;
  }
}
