// SPDX-License-Identifier: Apache-2.0
package llmbench.hub;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;

/** Requests for a data set, asked again where the hub says later, and its refusals in words. */
final class HubTries {
  private static final int MOST_TRIES = 5;
  private static final long MOST_SECONDS = 60;
  private static final int PARTIAL = 206;
  private static final int OK = 200;
  private static final int RANGE_NOT_SATISFIABLE = 416;
  private static final int TOO_MANY = 429;
  private static final int SERVER_ERROR = 500;

  /** Waits. */
  interface Wait {
    void pause(Duration time) throws InterruptedException;
  }

  static final Wait WAIT = time -> Thread.sleep(time.toMillis());

  private final HubClient client;
  private final String id;
  private final Consumer<String> progress;
  private final Wait wait;

  HubTries(HubClient client, String id, Consumer<String> progress, Wait wait) {
    this.client = client;
    this.id = id;
    this.progress = progress;
    this.wait = wait;
  }

  boolean offline() {
    return client.offline();
  }

  String endpoint() {
    return client.endpoint();
  }

  /**
   * A good answer: of status 200, 206 or, where the file has no more, 416.
   *
   * @throws IOException with a message for the user
   */
  HubClient.Reply get(String route, long from) throws IOException {
    for (int tries = 1; ; tries++) {
      HubClient.Reply reply = client.get(route, from);
      int status = reply.status();
      if (status == OK || (from > 0 && (status == PARTIAL || status == RANGE_NOT_SATISFIABLE))) {
        return reply;
      }
      reply.response().body().close();
      boolean later = status == TOO_MANY || status >= SERVER_ERROR;
      if (!later || tries == MOST_TRIES) {
        throw new IOException(refusal(route, status, tries));
      }
      pause(status, seconds(reply, tries));
    }
  }

  /** {@code Retry-After} where it is a number, else longer each time; never more than a minute. */
  private static long seconds(HubClient.Reply reply, int tries) {
    String after = reply.response().headers().firstValue("retry-after").orElse("").strip();
    long seconds = after.matches("[0-9]{1,9}") ? Long.parseLong(after) : 1L << (tries - 1);
    return Math.min(MOST_SECONDS, seconds);
  }

  void pause(int status, long seconds) throws IOException {
    progress.accept(
        "The hub at " + endpoint() + " answers HTTP " + status + "; again in " + seconds + " s");
    try {
      wait.pause(Duration.ofSeconds(seconds));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for the hub", e);
    }
  }

  private String refusal(String route, int status, int tries) {
    String hub = "the hub at " + endpoint() + " ";
    boolean file = route.contains("/resolve/");
    return switch (status) {
      case 401 ->
          hub
              + "refused \""
              + id
              + "\" (HTTP 401): it is not there, or it is private or gated; set HF_TOKEN to a token"
              + " that may read it";
      case 403 ->
          hub
              + "refused \""
              + id
              + "\" to this HF_TOKEN (HTTP 403); if the set has conditions, accept them at "
              + endpoint()
              + "/datasets/"
              + id;
      case 404 ->
          hub
              + "has no "
              + (file ? route.substring(route.lastIndexOf("/resolve/main/") + 14) + " of " : "")
              + "data set \""
              + id
              + "\" (HTTP 404)";
      case TOO_MANY ->
          hub + "asks to wait (HTTP 429) after " + tries + " tries; try later, or set HF_TOKEN";
      default -> hub + "answered HTTP " + status + " for \"" + id + "\" after " + tries + " tries";
    };
  }
}
