// SPDX-License-Identifier: Apache-2.0
package llmbench.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code /v1/models} says.
 *
 * @param status the route's HTTP status
 * @param models in the server's order; empty if the server has no such route
 */
public record ServedModels(int status, List<Model> models) {
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;

  /**
   * A model served.
   *
   * @param id the name for requests
   * @param root what it was loaded from, which vLLM's benchmark takes for the tokenizer; the id if
   *     not given
   */
  public record Model(String id, String root) {}

  /**
   * Asks the server.
   *
   * @throws ServerException if it cannot be reached or refuses the key
   */
  public static ServedModels ask(ServerConnection server) {
    Reply reply = server.get("/v1/models");
    if (reply.status() == UNAUTHORIZED || reply.status() == FORBIDDEN) {
      throw new ServerException(
          "the server refused the key (HTTP "
              + reply.status()
              + " from /v1/models); set OPENAI_API_KEY, or header in config.yaml");
    }
    List<Model> models = new ArrayList<>();
    if (reply.ok()) {
      for (JsonNode entry : reply.body().path("data")) {
        String id = entry.path("id").asText();
        if (!id.isEmpty()) {
          models.add(new Model(id, entry.path("root").asText(id)));
        }
      }
    }
    return new ServedModels(reply.status(), models);
  }

  /**
   * The first model, as vLLM takes it where none is named ({@code serve.py}, {@code
   * get_first_model_from_server}).
   *
   * @throws ServerException if there is none
   */
  public Model first() {
    if (models.isEmpty()) {
      throw new ServerException(
          "model is not set, and /v1/models named none (HTTP "
              + status
              + "); set model in config.yaml");
    }
    return models.get(0);
  }
}
