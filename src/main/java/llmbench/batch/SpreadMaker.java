// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import java.util.ArrayList;
import java.util.List;
import llmbench.gatling.RequestSpread;
import llmbench.plan.ModelMix;
import llmbench.plan.ModelMix.Assignment;
import llmbench.plan.Network;
import llmbench.plan.Network.UrlStrategy;
import llmbench.plan.Target;
import llmbench.plan.Weighted;
import llmbench.random.PythonRandom;

/**
 * Draws the model and the address of each request.
 *
 * <p>With equal weights models are drawn as vLLM's {@code benchmark} ({@code serve.py}) draws its
 * adapters: {@code random.choice} of Python's generator, which begins at the seed. vLLM's has by
 * then been used by the data set, where that draws from it ({@code sharegpt}, {@code custom}, …);
 * for {@code random} it has not, and the adapters are the same.
 */
final class SpreadMaker {
  /** So that addresses are not drawn by the same numbers as models. */
  private static final long URL_SEED = 0x75726C;

  private SpreadMaker() {}

  /** The spread of a case's requests. */
  static RequestSpread of(Target target, long seed, int requests) {
    List<String> models = models(target.models(), seed, requests);
    Network network = target.network();
    boolean weighted = network.several() && network.strategy() == UrlStrategy.WEIGHTED;
    int[] urls = weighted ? drawn(network.baseUrls(), seed + URL_SEED, requests) : null;
    return models.isEmpty() && urls == null
        ? RequestSpread.NONE
        : new RequestSpread(models.isEmpty() ? null : models, urls);
  }

  private static List<String> models(ModelMix mix, long seed, int requests) {
    List<String> models = new ArrayList<>();
    if (mix.models().isEmpty()) {
      return models;
    }
    int[] drawn =
        mix.assignment() == Assignment.RANDOM ? drawn(mix.models(), seed, requests) : null;
    for (int i = 0; i < requests; i++) {
      int model = drawn == null ? i % mix.models().size() : drawn[i];
      models.add(mix.models().get(model).name());
    }
    return models;
  }

  private static int[] drawn(List<Weighted> from, long seed, int requests) {
    PythonRandom random = new PythonRandom(seed);
    boolean equal = from.stream().allMatch(each -> each.weight() == from.get(0).weight());
    double sum = from.stream().mapToDouble(Weighted::weight).sum();
    int[] drawn = new int[requests];
    for (int i = 0; i < requests; i++) {
      drawn[i] = equal ? random.below(from.size()) : at(from, random.random() * sum);
    }
    return drawn;
  }

  private static int at(List<Weighted> from, double point) {
    double passed = 0;
    for (int i = 0; i < from.size() - 1; i++) {
      passed += from.get(i).weight();
      if (point < passed) {
        return i;
      }
    }
    return from.size() - 1;
  }
}
