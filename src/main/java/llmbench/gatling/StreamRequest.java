// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import java.util.Map;
import llmbench.dataset.Prompt;
import llmbench.recording.RequestAbout;
import org.jspecify.annotations.Nullable;

/**
 * A request that a virtual user is about to send.
 *
 * @param index its position in the case, from 0
 * @param user whose it is, from 0, where users are more than carriers of one request
 * @param requestId sent as {@code x-request-id}
 * @param intendedNanos when it was due
 * @param releasedNanos when a cap on concurrency let it go; {@link RequestAbout#NOT_HELD} if none
 *     held it back
 * @param body the HTTP body
 * @param baseUrl where it goes, where there are several addresses; empty else
 * @param about what else its record will say of it
 * @param flight who follows it; null for nobody
 * @param headers its own, over those of all requests
 */
public record StreamRequest(
    int index,
    int user,
    String requestId,
    Prompt prompt,
    long intendedNanos,
    long releasedNanos,
    byte[] body,
    String baseUrl,
    RequestAbout about,
    @Nullable Flight flight,
    Map<String, String> headers) {

  /** One with the headers of all. */
  public StreamRequest(
      int index,
      int user,
      String requestId,
      Prompt prompt,
      long intendedNanos,
      long releasedNanos,
      byte[] body,
      String baseUrl,
      RequestAbout about,
      @Nullable Flight flight) {
    this(
        index,
        user,
        requestId,
        prompt,
        intendedNanos,
        releasedNanos,
        body,
        baseUrl,
        about,
        flight,
        Map.of());
  }

  /** One of which nothing else is to be said. */
  public StreamRequest(
      int index, String requestId, Prompt prompt, long intendedNanos, byte[] body) {
    this(
        index,
        0,
        requestId,
        prompt,
        intendedNanos,
        RequestAbout.NOT_HELD,
        body,
        "",
        RequestAbout.NONE,
        null);
  }

  /** The same, followed by somebody. */
  StreamRequest withFlight(Flight follower) {
    return new StreamRequest(
        index,
        user,
        requestId,
        prompt,
        intendedNanos,
        releasedNanos,
        body,
        baseUrl,
        about,
        follower,
        headers);
  }
}
