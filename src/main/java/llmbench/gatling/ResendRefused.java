// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

/**
 * Stops Gatling's client from sending a request a second time. Has no stack trace: it is no fault.
 */
final class ResendRefused extends RuntimeException {
  private static final long serialVersionUID = 1;

  ResendRefused() {
    super("the request is not sent again", null, false, false);
  }
}
