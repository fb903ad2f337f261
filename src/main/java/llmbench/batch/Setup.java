// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.TrustManager;
import llmbench.backend.Backend;
import llmbench.backend.Payload;
import llmbench.dataset.AnswerJudge;
import llmbench.dataset.Dataset;
import llmbench.engine.EmbeddedEngine;
import llmbench.plan.Plan;
import llmbench.plan.Secrets;
import llmbench.plan.Workload;
import llmbench.server.ServerConnection;
import llmbench.tokenizer.Tokenizer;
import org.jspecify.annotations.Nullable;

/**
 * All that a run needs before its first request, checked.
 *
 * @param baseUrl the target's address, or the embedded engine's
 * @param proxy that requests go through; null for none
 * @param simulated whether the simulated engine is measured, here or in another process
 * @param engine the one that was started here; null if another process is measured
 * @param modelId vLLM's {@code model_id}
 * @param tokenizerId vLLM's {@code tokenizer_id}
 * @param tokenizer makes prompts
 * @param dataset gives prompts
 * @param judge says whether answers are right; null where they are not checked
 * @param localServer that {@code serve_cmd} has started; null for none
 * @param localTokenizer whether the tokenizer runs here, and can count answers
 */
record Setup(
    Plan plan,
    String baseUrl,
    Map<String, String> headers,
    TrustManager @Nullable [] trust,
    @Nullable InetSocketAddress proxy,
    boolean simulated,
    @Nullable EmbeddedEngine engine,
    ServerConnection server,
    String modelId,
    String tokenizerId,
    Tokenizer tokenizer,
    Dataset dataset,
    boolean localTokenizer,
    Backend backend,
    Payload payload,
    @Nullable AnswerJudge judge,
    @Nullable LocalServer localServer) {

  /** What may stand in no file: keys and tokens among the headers of all, and of the classes. */
  Secrets secrets() {
    Set<String> names = plan.target().secretHeaders();
    Secrets all = Secrets.of(headers, names);
    for (Workload each : plan.dataset().workloads()) {
      all = all.and(Secrets.of(each.headers(), names));
    }
    return all;
  }
}
