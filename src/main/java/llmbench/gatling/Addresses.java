// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import llmbench.plan.Network;
import llmbench.plan.Network.Connections;
import llmbench.plan.Network.UrlStrategy;
import llmbench.plan.Weighted;

/**
 * Spreads the requests of a case over several addresses. With {@link Connections#STICKY} a virtual
 * user, which is a slot, keeps the address of its first request.
 */
final class Addresses {
  private final Network network;
  private final List<String> urls;
  private final AtomicIntegerArray inFlight;
  private final AtomicIntegerArray ofUser;
  private volatile int[] drawn = {};

  /**
   * Of a case with so many slots.
   *
   * @param slots virtual users at most
   */
  Addresses(Network network, int slots) {
    this.network = network;
    this.urls = network.baseUrls().stream().map(Weighted::name).toList();
    this.inFlight = new AtomicIntegerArray(urls.size());
    this.ofUser = new AtomicIntegerArray(network.connections() == Connections.STICKY ? slots : 0);
  }

  /** Those that were drawn by weights. */
  void drawn(int[] ofRequests) {
    drawn = ofRequests;
  }

  /**
   * Chooses the address of a request that is about to be sent, and counts it there.
   *
   * @param user who sends it
   */
  String take(int user, int index) {
    int url = choose(user, index);
    inFlight.incrementAndGet(url);
    return urls.get(url);
  }

  /** The request there has ended, the last of its tries. */
  void ended(String url) {
    inFlight.decrementAndGet(urls.indexOf(url));
  }

  private int choose(int user, int index) {
    if (ofUser.length() == 0) {
      return byStrategy(index);
    }
    int slot = user % ofUser.length();
    int kept = ofUser.get(slot);
    if (kept == 0) {
      kept = 1 + byStrategy(index);
      ofUser.set(slot, kept);
    }
    return kept - 1;
  }

  private int byStrategy(int index) {
    if (network.strategy() == UrlStrategy.WEIGHTED) {
      return drawn[index % drawn.length];
    }
    return network.strategy() == UrlStrategy.ROUND_ROBIN ? index % urls.size() : leastInFlight();
  }

  private int leastInFlight() {
    int least = 0;
    for (int i = 1; i < urls.size(); i++) {
      if (inFlight.get(i) < inFlight.get(least)) {
        least = i;
      }
    }
    return least;
  }
}
