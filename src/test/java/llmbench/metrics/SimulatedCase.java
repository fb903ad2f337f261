// SPDX-License-Identifier: Apache-2.0
package llmbench.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import llmbench.recording.RequestRecord;

/**
 * A closed model against a made-up server: slots are refilled at once, a request takes 100 ms to
 * its first token and then 20 ms a token, times a noise that is alike from one request to the next,
 * and times what the clock says.
 */
final class SimulatedCase {
  private final Random random;
  private int slots = 8;
  private int requests = 800;
  private int tokens = 20;
  private double phi;
  private double noise = 0.1;
  private DoubleUnaryOperator slowness = seconds -> 1;

  SimulatedCase(long seed) {
    random = new Random(seed);
  }

  SimulatedCase slots(int count) {
    slots = count;
    return this;
  }

  SimulatedCase requests(int count) {
    requests = count;
    return this;
  }

  SimulatedCase tokens(int count) {
    tokens = count;
    return this;
  }

  /** The noise's deviation and its autocorrelation from one request to the next. */
  SimulatedCase noise(double deviation, double autocorrelation) {
    noise = deviation;
    phi = autocorrelation;
    return this;
  }

  /** What times are multiplied by, by seconds since the start. */
  SimulatedCase slowness(DoubleUnaryOperator factor) {
    slowness = factor;
    return this;
  }

  List<RequestRecord> records() {
    PriorityQueue<Double> free = new PriorityQueue<>();
    for (int slot = 0; slot < slots; slot++) {
      free.add(slot * 0.01); // users do not come in the same millisecond
    }
    List<RequestRecord> records = new ArrayList<>();
    double state = random.nextGaussian();
    for (int index = 0; index < requests; index++) {
      double sent = free.remove();
      state = phi * state + Math.sqrt(1 - phi * phi) * random.nextGaussian();
      double pace = Math.max(0.2, 1 + noise * state) * slowness.applyAsDouble(sent / 1000);
      Requests request = Requests.request(index).sentAt(sent);
      double at = sent + 100 * pace;
      for (int token = 0; token < tokens; token++) {
        request.output(at);
        at += 20 * pace * (1 + 0.05 * random.nextGaussian());
      }
      RequestRecord built = request.build();
      records.add(built);
      free.add(built.endNanos() / 1e6);
    }
    return records;
  }
}
