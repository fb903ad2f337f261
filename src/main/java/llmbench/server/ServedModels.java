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
  /** What the simulated engine of this project says of who owns its models. */
  private static final String SIMULATOR = "llmbench";

  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;

  /**
   * A model served.
   *
   * @param id the name for requests
   * @param root what it was loaded from, which vLLM's benchmark takes for the tokenizer; the id if
   *     not given
   * @param owner {@code owned_by}; empty if not given
   */
  public record Model(String id, String root, String owner) {}

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
          models.add(new Model(id, entry.path("root").asText(id), entry.path("owned_by").asText()));
        }
      }
    }
    return new ServedModels(reply.status(), models);
  }

  /** Whether it is the simulated engine of this project that answers, in whatever process. */
  public boolean simulated() {
    return models.stream().anyMatch(model -> model.owner().equals(SIMULATOR));
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
