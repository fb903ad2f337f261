// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import java.util.function.Consumer;
import llmbench.plan.Target;
import llmbench.server.ServedModels;

/**
 * The names of the model, by vLLM's rules ({@code serve.py}, {@code main_async}).
 *
 * @param id {@code model_id} of the result
 * @param payload the name in requests
 * @param tokenizer what the tokenizer is called if it is not named
 */
record ModelNames(String id, String payload, String tokenizer) {

  /**
   * Takes the model from the plan, or the first one served. A model that the server does not list
   * is warned of, not refused: gateways serve more than they list, and the first answers tell.
   */
  static ModelNames of(Target target, ServedModels served, Consumer<String> print) {
    if (target.model() == null) {
      ServedModels.Model first = served.first();
      print.accept("Model: " + first.id() + " (the first of /v1/models)");
      String payload = target.servedModelName() == null ? first.id() : target.servedModelName();
      return new ModelNames(first.root(), payload, first.root());
    }
    String payload = target.servedModelName() == null ? target.model() : target.servedModelName();
    if (!served.models().isEmpty()
        && served.models().stream().noneMatch(model -> model.id().equals(payload))) {
      print.accept(
          "WARNING: the server lists no model \""
              + payload
              + "\" but "
              + served.models().stream().map(ServedModels.Model::id).toList()
              + "; set model or served_model_name if requests fail");
    }
    return new ModelNames(target.model(), payload, target.model());
  }
}
