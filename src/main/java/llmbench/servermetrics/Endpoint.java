// SPDX-License-Identifier: Apache-2.0
package llmbench.servermetrics;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import llmbench.server.RawReply;
import llmbench.server.ServerConnection;
import org.jspecify.annotations.Nullable;

/** A place where metrics are read. Its address is the first of some that has metrics. */
final class Endpoint {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final int OK = 200;

  private final int index;
  private final List<URI> addresses;
  private final ServerConnection connection;
  private @Nullable URI chosen;
  private boolean absent;
  private String problem = "";

  /**
   * @param addresses to be tried in this order; at least one
   */
  Endpoint(int index, List<URI> addresses, ServerConnection connection) {
    this.index = index;
    this.addresses = addresses;
    this.connection = connection;
  }

  /** A request under way, or none. */
  Future<RawReply> ask() {
    return connection.fetch(address(), TIMEOUT);
  }

  /** Waits for what {@link #ask} sent; null if no metrics came, see {@link #problem}. */
  @Nullable Reading answer(Future<RawReply> asked) {
    Reading reading = read(address(), asked);
    if (reading == null && chosen == null) {
      return tryOthers();
    }
    chosen = reading == null ? chosen : address();
    return reading;
  }

  private @Nullable Reading tryOthers() {
    String first = problem;
    for (URI other : addresses.subList(1, addresses.size())) {
      Reading reading = read(other, connection.fetch(other, TIMEOUT));
      if (reading != null) {
        chosen = other;
        return reading;
      }
    }
    problem = first;
    return null;
  }

  private @Nullable Reading read(URI address, Future<RawReply> asked) {
    try {
      RawReply reply = asked.get(TIMEOUT.toMillis() + 1000, TimeUnit.MILLISECONDS);
      if (reply.status() != OK) {
        absent = chosen == null && reply.status() < 500;
        problem = address + ": HTTP " + reply.status();
        return null;
      }
      String text = new String(reply.body(), StandardCharsets.UTF_8);
      Exposition exposition = Exposition.parse(text);
      problem = "";
      absent = false;
      return new Reading(index, connection.owns(address), exposition);
    } catch (ExpositionException e) {
      absent = chosen == null;
      problem = address + ": no Prometheus metrics (" + e.getMessage() + ")";
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      problem = address + ": " + cause.getClass().getSimpleName() + ": " + cause.getMessage();
    } catch (TimeoutException e) {
      problem = address + ": no answer within " + TIMEOUT.toSeconds() + " s";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      problem = address + ": interrupted";
    }
    return null;
  }

  /** The address that has metrics, or the first to try. */
  URI address() {
    return chosen == null ? addresses.get(0) : chosen;
  }

  /** Whether it has answered, and has no metrics: it need not be asked again. */
  boolean absent() {
    return absent;
  }

  /** Why the last answer held no metrics; empty if it did. */
  String problem() {
    return problem;
  }
}
