// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import java.util.LinkedHashMap;
import java.util.Map;
import llmbench.backend.Payload;
import llmbench.plan.Plan;
import llmbench.plan.Workload;

/** What the bodies of each class's requests have in common. */
final class ClassPayloads {
  private ClassPayloads() {}

  /**
   * The payload of all requests with those of the plan's classes: a class's model and fields come
   * over those of all.
   */
  static Payload added(Payload all, Plan plan) {
    Map<String, Payload> classes = new LinkedHashMap<>();
    for (Workload each : plan.dataset().workloads()) {
      Map<String, Object> body = new LinkedHashMap<>(all.extraBody());
      body.putAll(each.body());
      classes.put(
          each.name(),
          new Payload(
              each.model() == null ? all.model() : each.model(),
              ignoreEos(each, plan),
              all.logprobs(),
              body,
              all.maxTokensField()));
    }
    return classes.isEmpty() ? all : all.withClasses(classes);
  }

  /** The class's, else that of all, else vLLM's rule for the class's data set. */
  private static boolean ignoreEos(Workload of, Plan plan) {
    Boolean own = of.ignoreEos();
    Boolean asked = own == null ? plan.request().ignoreEos() : own;
    return asked == null
        ? of.prompts().spec().ignoresEos() && plan.target().api().tellsIgnoreEos()
        : asked;
  }
}
