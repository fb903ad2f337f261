// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import llmbench.backend.Backend;
import llmbench.dataset.Prompt;
import llmbench.dataset.PromptTerms;
import llmbench.plan.Plan;
import llmbench.plan.Slo;
import llmbench.plan.SloHeaders;
import llmbench.plan.Workload;
import llmbench.recording.Phase;
import llmbench.recording.RequestAbout;
import llmbench.recording.RequestClass;
import llmbench.recording.RequestSession;
import org.jspecify.annotations.Nullable;

/**
 * What the class and the limits of a request mean for it: its record, its model and its headers.
 */
final class RequestTerms {
  private final Map<String, Workload> classes = new HashMap<>();
  private final @Nullable SloHeaders sloHeaders;
  private final Slo common;

  RequestTerms(Plan plan) {
    plan.dataset().workloads().forEach(each -> classes.put(each.name(), each));
    this.sloHeaders = plan.request().sloHeaders();
    Slo slo = plan.metrics().slo();
    this.common = slo == null ? Slo.NONE : slo;
  }

  /**
   * What the record says of a request.
   *
   * @param model where a run has several; null otherwise
   * @param url where a run has several addresses; empty otherwise
   */
  static RequestAbout about(Prompt prompt, Backend backend, @Nullable String model, String url) {
    RequestAbout about =
        new RequestAbout(
            backend.sequences(prompt),
            backend.audioSeconds(prompt),
            model,
            url.isEmpty() ? null : url,
            prompt.parts().source(),
            null,
            RequestAbout.NOT_HELD,
            RequestSession.NONE,
            recorded(prompt.parts().terms()),
            Phase.MEASURED);
    return about.equals(RequestAbout.NONE) ? RequestAbout.NONE : about;
  }

  private static RequestClass recorded(PromptTerms terms) {
    if (terms.equals(PromptTerms.NONE)) {
      return RequestClass.NONE;
    }
    Slo slo = terms.slo() == null ? Slo.NONE : terms.slo();
    return new RequestClass(terms.workload(), slo.ttftMillis(), slo.tpotMillis(), slo.e2elMillis());
  }

  /** The class's model; null where it is that of all. */
  @Nullable String model(PromptTerms terms) {
    Workload of = workload(terms);
    return of == null ? null : of.model();
  }

  /** Headers beside those of all: the class's, and those that tell the limits. */
  Map<String, String> headers(PromptTerms terms) {
    Workload of = workload(terms);
    Map<String, String> own = of == null ? Map.of() : of.headers();
    if (sloHeaders == null) {
      return own;
    }
    Map<String, String> headers = new LinkedHashMap<>(own);
    headers.putAll(sloHeaders.of(terms.slo() == null ? common : terms.slo().over(common)));
    return headers;
  }

  private @Nullable Workload workload(PromptTerms terms) {
    return terms.workload() == null ? null : classes.get(terms.workload());
  }
}
